import type { OutputFile } from "../model/page.js";
import { groupBy } from "../util/group-by.js";
import { eachWord, hashOf, type WordVisitor, wordsOf } from "./each-word.js";

/** In characters: shorter texts are words of everybody's. */
const MIN_TEXT_LENGTH = 12;
/** Of a longer text so many words are looked for, so that an excerpt is found too. */
const MAX_WORDS = 10;
/** Of a phrase so many words are compared first, from its end. */
const END_WORDS = 3;

/** A hidden text with its first words, and their hashes. */
interface HiddenText {
  text: string;
  words: readonly string[];
  hashes: readonly number[];
}

/** A hidden id. That of a kind has two parts; the last is looked up, and the first stands before it. */
interface HiddenId {
  id: string;
  last: string;
}

/** Looks for hidden texts anywhere, and for hidden ids in attributes, JSON values, links and paths. One pass for all. */
export class Scanner {
  /** By the hash of the first words. */
  readonly texts: ReadonlyMap<number, readonly HiddenText[]>;
  /** The numbers of words of hidden texts, sorted, by the hash of those that are compared first. */
  readonly lengths: ReadonlyMap<number, readonly number[]>;
  readonly ends = new HashFilter();
  readonly ids: ReadonlyMap<number, readonly HiddenId[]>;
  readonly idHashes = new HashFilter();

  constructor(texts: Iterable<string>, ids: Iterable<string>) {
    const long = [...texts].flatMap((text): HiddenText[] => {
      const words = text.length < MIN_TEXT_LENGTH ? [] : wordsOf(text).slice(0, MAX_WORDS);
      return words.length === 0 ? [] : [{ text, words, hashes: words.map(hashOf) }];
    });
    this.texts = groupBy(long, ({ hashes }) => lastHash(hashes, hashes.length));
    const lengths = groupBy(long, ({ hashes }) => lastHash(hashes, Math.min(hashes.length, END_WORDS)));
    this.lengths = new Map(
      Array.from(lengths, ([end, all]) => [
        end,
        [...new Set(all.map(({ words }) => words.length))].sort((a, b) => a - b),
      ]),
    );
    for (const end of lengths.keys()) this.ends.add(end);
    const parts = Array.from(ids, (id): HiddenId => ({ id, last: id.slice(id.lastIndexOf("/") + 1) }));
    this.ids = groupBy(parts, ({ last }) => hashOf(last));
    for (const hash of this.ids.keys()) this.idHashes.add(hash);
  }

  /** The hidden texts and ids that a file of a site shows. */
  find({ path, content }: OutputFile): Set<string> {
    const text = typeof content === "string" ? content : new TextDecoder().decode(content);
    const found = new Set<string>();
    const ofPath = new TextSearch(this, path, found);
    eachWord(path, false, { word: () => undefined, id: (...place) => ofPath.id(...place) });
    eachWord(text, /\.(?:html|json|js|svg)$/.test(path), new TextSearch(this, text, found));
    return found;
  }

  /** Adds the hidden texts in a text, whatever markup and escapes are between their words. */
  addTexts(text: string, found: Set<string>): void {
    eachWord(text, false, new TextSearch(this, text, found));
  }
}

/** Compares the words up to each word of a text with those of hidden texts, and its ids with hidden ones. */
class TextSearch implements WordVisitor {
  readonly #hashes = LAST_HASHES;
  readonly #starts = LAST_STARTS;
  #count = 0;
  #before = 0;
  #beforeThat = 0;

  constructor(
    readonly scanner: Scanner,
    readonly text: string,
    readonly found: Set<string>,
  ) {}

  word(hash: number, start: number, end: number): void {
    const { ends } = this.scanner;
    this.#hashes[this.#count % RING_SIZE] = hash;
    this.#starts[this.#count % RING_SIZE] = start;
    this.#count++;
    const pair = joinHash(this.#before, hash);
    const three = joinHash(this.#beforeThat, pair);
    if (ends.has(three)) this.#compare(three, end);
    if (ends.has(pair)) this.#compare(pair, end);
    if (ends.has(hash)) this.#compare(hash, end);
    this.#beforeThat = this.#before;
    this.#before = hash;
  }

  id(hash: number, start: number, end: number, isValue: boolean): void {
    if (!isValue || !this.scanner.idHashes.has(hash)) return;
    for (const { id, last } of this.scanner.ids.get(hash) ?? [])
      if (this.text.slice(start, end).toLowerCase() === last && this.text.endsWith(id, end)) this.found.add(id);
  }

  /** @param lastWords the hash of the last words, of which there are enough to tell most texts apart */
  #compare(lastWords: number, end: number): void {
    const count = this.#count;
    let [words, hash] = [0, 0];
    for (const length of this.scanner.lengths.get(lastWords) ?? []) {
      if (count < length) return;
      // Lengths are sorted: the hash of each goes on from that of the one before.
      for (; words < length; words++) {
        const word = this.#hashes[(count - 1 - words) % RING_SIZE] ?? 0;
        hash = words === 0 ? word : joinHash(word, hash);
      }
      for (const one of this.scanner.texts.get(hash) ?? []) {
        if (one.words.length !== length || this.found.has(one.text)) continue;
        const start = this.#starts[(count - length) % RING_SIZE];
        const shown = this.text.slice(start, end).replace(BETWEEN_WORDS, " ");
        if (wordsOf(shown).join(" ") === one.words.join(" ")) this.found.add(one.text);
      }
    }
  }
}

/** In words, a power of two: room for a phrase. */
const RING_SIZE = 16;
/** The last words of a text, as many as a phrase has at most. One search ends before the next begins, so they share the room. */
const [LAST_HASHES, LAST_STARTS] = [new Int32Array(RING_SIZE), new Int32Array(RING_SIZE)];

/** The hash of the last words of a phrase. */
function lastHash(hashes: readonly number[], words: number): number {
  return hashes.slice(-words).reduceRight((after, before) => joinHash(before, after));
}

function joinHash(before: number, after: number): number {
  return (Math.imul(after, 0x01000193) ^ before) | 0;
}

/** Whether a hash may have been added: a quick answer that is wrong only where it says yes. */
class HashFilter {
  /** A bit for each of 2^20 groups of hashes: small enough to stay in the cache of a processor. */
  readonly #bits = new Int32Array(1 << 15);

  add(hash: number): void {
    const group = groupOf(hash);
    this.#bits[group >>> 5] = (this.#bits[group >>> 5] ?? 0) | (1 << (group & 31));
  }

  has(hash: number): boolean {
    const group = groupOf(hash);
    return (((this.#bits[group >>> 5] ?? 0) >>> (group & 31)) & 1) === 1;
  }
}

function groupOf(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> 12;
}

/** Tags inside a line of text, character references, and the escapes of JSON. */
const BETWEEN_WORDS =
  /<\/?(?:b|code|em|i|kbd|mark|span|strong|sub|sup|tspan|wbr)(?: class="[^"]*")?>|&(?:[a-z]+|#x?[0-9a-f]+);|\\u[0-9a-f]{4}|\\[nrt"\\/]/gi;
