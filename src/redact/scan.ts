import type { Collection } from "../model/collection.js";
import { EnvironmentFault } from "../model/environment-fault.js";
import { hidesAnything } from "../model/hidden.js";
import type { OutputFile } from "../model/page.js";
import { groupBy } from "../util/group-by.js";
import { alterHidden } from "./alter-hidden.js";

/** In characters: shorter texts are words of everybody's. */
const MIN_TEXT_LENGTH = 12;
/** Of a longer text so many words are looked for, so that an excerpt is found too. */
const MAX_WORDS = 10;
/** In characters: so much longer than a text itself may be what shows it, with its markup and escapes. */
const MARKUP_MARGIN = 150;

/** A hidden text or id that a file of a public site shows. */
interface Leak {
  text: string;
  path: string;
}

/** A hidden text, as it was and as its first words with a space around each. */
interface HiddenText {
  text: string;
  words: string;
}

/** A hidden id. That of a kind has two parts; the last is looked up, and the first stands before it. */
interface HiddenId {
  id: string;
  last: string;
}

/** Looks for hidden texts anywhere, and for hidden ids in attributes, JSON values, links and paths. */
class Scanner {
  readonly #texts: ReadonlyMap<number, readonly HiddenText[]>;
  readonly #ids: ReadonlyMap<number, readonly HiddenId[]>;

  constructor(texts: Iterable<string>, ids: Iterable<string>) {
    const long = [...texts].flatMap((text) => {
      const words = text.length < MIN_TEXT_LENGTH ? [] : wordsOf(text).slice(0, MAX_WORDS);
      // The longest word is the rarest.
      const key = [...words].sort((a, b) => b.length - a.length)[0];
      return key === undefined ? [] : [{ text, words: ` ${words.join(" ")} `, key }];
    });
    this.#texts = groupBy(long, ({ key }) => hashOf(key));
    const parts = Array.from(ids, (id): HiddenId => ({ id, last: id.slice(id.lastIndexOf("/") + 1) }));
    this.#ids = groupBy(parts, ({ last }) => hashOf(last));
  }

  /** The hidden texts and ids that a file of a site shows. */
  find({ path, content }: OutputFile): Set<string> {
    const text = typeof content === "string" ? content : new TextDecoder().decode(content);
    const found = this.findTexts(text);
    this.#findIds(path, () => true, found);
    const isMarkup = /\.(?:html|json|js|svg)$/.test(path);
    this.#findIds(text, isMarkup ? inMarkup() : () => true, found);
    return found;
  }

  /** The hidden texts in a text, whatever markup and escapes are between their words. */
  findTexts(text: string): Set<string> {
    const found = new Set<string>();
    if (this.#texts.size === 0) return found;
    eachWord(text, IS_WORD, (hash, start, end) => {
      for (const one of this.#texts.get(hash) ?? []) {
        if (found.has(one.text)) continue;
        const reach = one.words.length + MARKUP_MARGIN;
        const around = text.slice(Math.max(0, start - reach), end + reach).replace(BETWEEN_WORDS, " ");
        if (` ${wordsOf(around).join(" ")} `.includes(one.words)) found.add(one.text);
      }
    });
    return found;
  }

  /** @param isPlace whether an id counts, asked for each character in turn */
  #findIds(text: string, isPlace: (code: number) => boolean, found: Set<string>): void {
    if (this.#ids.size === 0) return;
    eachWord(
      text,
      IS_ID,
      (hash, start, end, counts) => {
        if (!counts) return;
        for (const { id, last } of this.#ids.get(hash) ?? [])
          if (text.slice(start, end).toLowerCase() === last && text.slice(0, end).endsWith(id)) found.add(id);
      },
      isPlace,
    );
  }
}

/** Whether a character is inside a tag or a quoted value. Quotes of prose end with their line. */
function inMarkup(): (code: number) => boolean {
  let [inTag, inQuotes] = [false, false];
  return (code) => {
    if (code === 60) inTag = true;
    else if (code === 62) inTag = false;
    else if (code === 34) inQuotes = !inQuotes;
    else if (code === 10) inQuotes = false;
    return inTag || inQuotes;
  };
}

const isLetterOrDigit = (code: number) =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90);
/** Whether a character belongs to a word, by its code. Above ASCII nearly all are letters. */
const IS_WORD = Array.from({ length: 128 }, (_, code) => isLetterOrDigit(code));
/** The same for a part of an id. */
const IS_ID = Array.from({ length: 128 }, (_, code) => isLetterOrDigit(code) || code === 45 || code === 64);

/** Goes through the words of a text with their hashes, without making a string of each. */
function eachWord(
  text: string,
  isWord: readonly boolean[],
  visit: (hash: number, start: number, end: number, counts: boolean) => void,
  isPlace: (code: number) => boolean = () => true,
): void {
  let [start, hash, counts] = [-1, 0, true];
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 32;
    const isHere = isPlace(code);
    if (code > 127 || isWord[code]) {
      if (start < 0) [start, hash, counts] = [at, 0, isHere];
      hash = nextHash(hash, code);
      continue;
    }
    if (start >= 0) visit(hash, start, at, counts);
    start = -1;
    // The letter of an escape such as `\n` is no part of the word behind it.
    if (code === 92) at += text[at + 1] === "u" ? 5 : 1;
  }
}

function nextHash(hash: number, code: number): number {
  return (Math.imul(hash, 31) + (code >= 65 && code <= 90 ? code + 32 : code)) | 0;
}

function hashOf(word: string): number {
  let hash = 0;
  for (let at = 0; at < word.length; at++) hash = nextHash(hash, word.charCodeAt(at));
  return hash;
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
  if (!hidesAnything(collection)) return [];
  const altered = alterHidden(collection);
  const all = new Scanner(altered.texts, []);
  const isPublic = new Set<string>();
  for (const text of textsOf(altered.collection)) for (const one of all.findTexts(text)) isPublic.add(one);
  const secret = [...altered.texts].filter((text) => !isPublic.has(text));
  const scanner = new Scanner(secret, altered.ids);
  const suspects = new Map<string, string[]>();
  for (const file of files) {
    const found = [...scanner.find(file)];
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

/**
 * Refuses a public site that shows something hidden. Parameters as of `findLeaks`.
 * @throws EnvironmentFault that names the first text and its file
 */
export async function refuseLeaks(...parameters: Parameters<typeof findLeaks>): Promise<void> {
  const [leak] = await findLeaks(...parameters);
  if (leak)
    throw new EnvironmentFault(
      `Nothing was built, because the public site would show something internal: ${JSON.stringify(leak.text)} in ${leak.path}. This is a bug in inquest`,
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
