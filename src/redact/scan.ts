import type { Collection } from "../model/collection.js";
import type { OutputFile } from "../model/page.js";
import { groupBy } from "../util/group-by.js";
import { alterHidden } from "./alter-hidden.js";

/** In characters: shorter texts are words of everybody's. */
const MIN_TEXT_LENGTH = 12;
/** Of a longer text so many words are looked for, so that an excerpt is found too. */
const MAX_WORDS = 10;
/** Texts are looked up by up to so many of their first words. */
const KEY_WORDS = 3;

/** A hidden text or id that a file of a public site shows. */
export interface Leak {
  text: string;
  path: string;
}

interface Needle {
  text: string;
  words: readonly string[];
}

/** Looks for hidden texts anywhere, and for hidden ids in attributes, JSON values, links and paths. */
class Scanner {
  readonly #texts: readonly ReadonlyMap<string, readonly Needle[]>[];
  readonly #ids: ReadonlySet<string>;

  constructor(texts: Iterable<string>, ids: Iterable<string>) {
    const needles = Array.from(texts, (text): Needle => ({ text, words: wordsOf(text).slice(0, MAX_WORDS) }));
    const long = needles.filter(({ text, words }) => text.length >= MIN_TEXT_LENGTH && words.length > 0);
    this.#texts = Array.from({ length: KEY_WORDS }, (_, at) => {
      const keyed = long.filter(({ words }) => Math.min(words.length, KEY_WORDS) === at + 1);
      return groupBy(keyed, ({ words }) => words.slice(0, at + 1).join(" "));
    });
    this.#ids = new Set(ids);
  }

  /** The hidden texts and ids that a file of a site shows. */
  find({ path, content }: OutputFile): Set<string> {
    const text = typeof content === "string" ? content : new TextDecoder().decode(content);
    const found = this.findTexts(text);
    const isQuoted = /\.(?:html|json|js|svg)$/.test(path);
    if (this.#ids.size === 0) return found;
    this.#findIds(path, found);
    if (!isQuoted) for (const [line] of text.matchAll(/[^\s"',]+/g)) this.#findIds(line, found);
    else for (const [, value = ""] of text.matchAll(/"([^"\n]{1,1000})"/g)) this.#findIds(value, found);
    return found;
  }

  /** The hidden texts in a text, whatever markup and escapes are between their words. */
  findTexts(text: string): Set<string> {
    const found = new Set<string>();
    if (this.#texts.every(({ size }) => size === 0)) return found;
    const words = wordsOf(text.replace(BETWEEN_WORDS, " "));
    for (let at = 0; at < words.length; at++) {
      let key = "";
      for (const [length, needles] of this.#texts.entries()) {
        key = length === 0 ? (words[at] ?? "") : `${key} ${words[at + length]}`;
        for (const needle of needles.get(key) ?? [])
          if (needle.words.every((word, index) => words[at + index] === word)) found.add(needle.text);
      }
    }
    return found;
  }

  #findIds(value: string, found: Set<string>): void {
    const parts = value.split(/[^A-Za-z0-9@-]+/);
    for (const [at, part] of parts.entries()) {
      if (this.#ids.has(part)) found.add(part);
      const pair = `${part}/${parts[at + 1]}`;
      if (this.#ids.has(pair)) found.add(pair);
    }
  }
}

/** Tags inside a line of text, character references, and the escapes of JSON. */
const BETWEEN_WORDS =
  /<\/?(?:b|code|em|i|kbd|mark|span|strong|sub|sup|tspan|wbr)(?: class="[^"]*")?>|&(?:[a-z]+|#x?[0-9a-f]+);|\\u[0-9a-f]{4}|\\[nrt"\\/]/gi;

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/**
 * The hidden texts and ids that the files of a public site show, and that nothing public says too.
 * @param files the files of the site of this collection
 * @param renderAgain the files of the site of another collection, made in the same way
 */
export async function findLeaks(
  collection: Collection,
  files: Iterable<OutputFile>,
  renderAgain: (altered: Collection) => Promise<Iterable<OutputFile>>,
): Promise<Leak[]> {
  const altered = alterHidden(collection);
  const scanner = new Scanner(altered.texts, altered.ids);
  const isPublic = new Set<string>();
  for (const text of textsOf(altered.collection)) for (const one of scanner.findTexts(text)) isPublic.add(one);
  const suspects = new Map<string, string[]>();
  for (const file of files) {
    const found = [...scanner.find(file)].filter((text) => !isPublic.has(text));
    if (found.length > 0) suspects.set(file.path, found);
  }
  if (suspects.size === 0) return [];
  // What stays when everything hidden is another has another source: a template, a word of the program.
  const innocent = new Map<string, Set<string>>();
  for (const file of await renderAgain(altered.collection))
    if (suspects.has(file.path)) innocent.set(file.path, scanner.find(file));
  return [...suspects].flatMap(([path, texts]) =>
    texts.filter((text) => innocent.get(path)?.has(text) !== true).map((text) => ({ text, path })),
  );
}

/** Every text of the documents and catalogs of a collection. */
function* textsOf(value: unknown): Iterable<string> {
  if (typeof value === "string") yield value;
  else if (Array.isArray(value)) for (const item of value) yield* textsOf(item);
  else if (typeof value === "object" && value !== null)
    for (const [key, child] of Object.entries(value)) if (!NOT_TEXT.has(key)) yield* textsOf(child);
}

/** Parts of a document that say where something stands, and not what. */
const NOT_TEXT = new Set(["position", "places", "source", "text", "headings", "sections", "links"]);
