import type { OutputFile } from "../model/page.js";
import { groupBy } from "../util/group-by.js";
import { eachWord, hashOf, type WordVisitor, wordsOf } from "./each-word.js";

/** In characters: shorter texts are words of everybody's. */
const MIN_TEXT_LENGTH = 12;
/** Of a longer text so many words are looked for, so that an excerpt is found too. */
const MAX_WORDS = 10;
/** Of a phrase so many words are compared first, from its end. */
const END_WORDS = 3;

/** What a site must not show. */
export interface HiddenWords {
  texts: readonly string[];
  ids: readonly string[];
}

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
  readonly ends: HashFilter;
  /** The last two words of hidden texts, and the hidden texts of one word: what few words of a file are. */
  readonly pairs: HashFilter;
  readonly singleWords: HashFilter;
  readonly ids: ReadonlyMap<number, readonly HiddenId[]>;
  readonly idHashes: HashFilter;

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
    this.ends = new HashFilter([...lengths.keys()]);
    const [one, more] = [long.filter(({ words }) => words.length === 1), long.filter(({ words }) => words.length > 1)];
    this.singleWords = new HashFilter(one.map(({ hashes }) => lastHash(hashes, 1)));
    this.pairs = new HashFilter(more.map(({ hashes }) => lastHash(hashes, 2)));
    const parts = Array.from(ids, (id): HiddenId => ({ id, last: id.slice(id.lastIndexOf("/") + 1) }));
    this.ids = groupBy(parts, ({ last }) => hashOf(last));
    this.idHashes = new HashFilter([...this.ids.keys()]);
  }

  /** The hidden texts and ids that a file of a site shows. */
  find({ path, content }: OutputFile): Set<string> {
    const text = typeof content === "string" ? content : new TextDecoder().decode(content);
    const found = new Set<string>();
    eachWord(path, false, new TextSearch(this, path, found, NO_TEXTS));
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
  readonly #pairs: HashFilter;
  readonly #singleWords: HashFilter;
  readonly #idHashes: HashFilter;
  #count = 0;
  #before = 0;

  /** @param filters which words may end a hidden text; by default those of the scanner */
  constructor(
    readonly scanner: Scanner,
    readonly text: string,
    readonly found: Set<string>,
    { pairs, singleWords }: Pick<Scanner, "pairs" | "singleWords"> = scanner,
  ) {
    this.#pairs = pairs;
    this.#singleWords = singleWords;
    this.#idHashes = scanner.idHashes;
  }

  word(hash: number, start: number, end: number): void {
    const at = this.#count++ % RING_SIZE;
    this.#hashes[at] = hash;
    this.#starts[at] = start;
    const pair = joinHash(this.#before, hash);
    this.#before = hash;
    // Most words end here, so that this is short enough to be compiled into the loop over them.
    if (this.#pairs.has(pair) || this.#singleWords.has(hash)) this.#compareEnds(pair, hash, end);
  }

  id(hash: number, start: number, end: number): void {
    if (this.#idHashes.has(hash)) this.#compareId(hash, start, end);
  }

  #compareId(hash: number, start: number, end: number): void {
    for (const { id, last } of this.scanner.ids.get(hash) ?? [])
      if (this.text.slice(start, end).toLowerCase() === last && this.text.endsWith(id, end)) this.found.add(id);
  }

  /** @param pair the hash of the last two words */
  #compareEnds(pair: number, hash: number, end: number): void {
    const { ends } = this.scanner;
    const beforePair = this.#hashes[(this.#count + RING_SIZE - END_WORDS) % RING_SIZE] as number;
    const three = joinHash(beforePair, pair);
    if (ends.has(three)) this.#compare(three, end);
    if (ends.has(pair)) this.#compare(pair, end);
    if (ends.has(hash)) this.#compare(hash, end);
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

/** Whether a hash may be one of some: a quick answer that is wrong only where it says yes. */
class HashFilter {
  readonly #bits: Int32Array;
  readonly #shift: number;

  constructor(hashes: readonly number[]) {
    // Sixteen bits for each hash are right about 15 of 16 others, and small enough to stay in the cache of a processor.
    const width = Math.min(Math.max(Math.ceil(Math.log2(16 * hashes.length)), 5), 31);
    this.#bits = new Int32Array(1 << (width - 5));
    this.#shift = 32 - width;
    for (const hash of hashes) {
      const group = this.#groupOf(hash);
      this.#bits[group >>> 5] = (this.#bits[group >>> 5] as number) | (1 << (group & 31));
    }
  }

  has(hash: number): boolean {
    const group = this.#groupOf(hash);
    return (((this.#bits[group >>> 5] as number) >>> (group & 31)) & 1) === 1;
  }

  #groupOf(hash: number): number {
    return Math.imul(hash, 0x9e3779b1) >>> this.#shift;
  }
}

const NO_TEXTS = { pairs: new HashFilter([]), singleWords: new HashFilter([]) };

/** Tags inside a line of text, character references, and the escapes of JSON. */
const BETWEEN_WORDS =
  /<\/?(?:b|code|em|i|kbd|mark|span|strong|sub|sup|tspan|wbr)(?: class="[^"]*")?>|&(?:[a-z]+|#x?[0-9a-f]+);|\\u[0-9a-f]{4}|\\[nrt"\\/]/gi;
