import { IndexReader } from "../search/index-reader.js";
import { codeOf, type Language, type LanguageParts, makeLanguage } from "../search/language.js";
import { Search } from "../search/search.js";
import { WordReader } from "../search/words.js";

/** What the search page searches with. */
export interface SiteSearch {
  search: Search;
  index: IndexReader;
  reader: WordReader;
  language: Language;
}

/**
 * The index beside the page, in the language of the page.
 * @param wordsPath of the words of that language, relative to the page
 */
export async function openIndex(wordsPath: string): Promise<SiteSearch> {
  const words = (await import(new URL(wordsPath, document.baseURI).href)) as Record<string, LanguageParts>;
  const code = codeOf(document.documentElement.lang);
  const language = makeLanguage(code, words[code] ?? {});
  const reader = new WordReader(language);
  const index = new IndexReader(loadFile);
  return { search: new Search(index, reader), index, reader, language };
}

/** @param version is part of the address of a file, so that the browser may keep it; the entry has none and is fetched again each time */
async function loadFile(name: string, version: string | null): Promise<unknown> {
  const url = new URL(`data/${name}`, document.baseURI);
  url.search = version === null ? "" : `?${version}`;
  const response = await fetch(url, { cache: version === null ? "no-cache" : "default" });
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  // A host may have unpacked it on the way.
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const text = isPacked
    ? await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text()
    : new TextDecoder().decode(bytes);
  return JSON.parse(text);
}
