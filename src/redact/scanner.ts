import type { OutputFile } from "../model/page.js";
import { groupBy } from "../util/group-by.js";
import { eachWord, hashOf, lastBorder, type MarkupState, type WordVisitor, wordsOf } from "./each-word.js";

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

/** Hidden texts that begin with the same words, those words, and their hashes. What many texts begin with is compared once. */
interface HiddenTexts {
  texts: readonly [string, ...string[]];
  words: readonly string[];
  hashes: readonly number[];
}

/** A hidden id. That of a kind has two parts; the last is looked up, and the first stands before it. */
interface HiddenId {
  id: string;
  last: string;
}

/** The words of a hidden text that are looked for; none where it says too little. */
export function firstWords(text: string): string[] {
  return text.length < MIN_TEXT_LENGTH ? [] : wordsOf(text).slice(0, MAX_WORDS);
}

/** Looks for hidden texts anywhere, and for hidden ids in attributes, JSON values, links and paths. One pass for all. */
export class Scanner {
  /** By the hash of the first words. */
  readonly texts: ReadonlyMap<number, readonly HiddenTexts[]>;
  /** The numbers of words of hidden texts, sorted, by the hash of those that are compared first. */
  readonly lengths: ReadonlyMap<number, readonly number[]>;
  readonly ends: HashFilter;
  /** The last two words of hidden texts, and the hidden texts of one word: what few words of a file are. */
  readonly pairs: HashFilter;
  readonly singleWords: HashFilter;
  readonly ids: ReadonlyMap<number, readonly HiddenId[]>;
  readonly idHashes: HashFilter;
  /** In a file of which a piece is to come. */
  #pieces: PieceSearch | null = null;

  constructor(texts: Iterable<string>, ids: Iterable<string>) {
    const known = new Map<string, { texts: [string, ...string[]]; words: string[]; hashes: number[] }>();
    for (const text of texts) {
      const words = firstWords(text);
      const same = known.get(words.join(" "));
      if (same) same.texts.push(text);
      else if (words.length > 0) known.set(words.join(" "), { texts: [text], words, hashes: words.map(hashOf) });
    }
    const long: HiddenTexts[] = [...known.values()];
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

  /** The hidden texts and ids that a file of a site shows. The last piece of a file gives those of all its pieces. */
  find({ path, content, isContinued = false }: OutputFile): ReadonlySet<string> {
    const text = typeof content === "string" ? content : new TextDecoder().decode(content);
    const isMarkup = /\.(?:html|json|js|svg)$/.test(path);
    if (isContinued || this.#pieces) {
      this.#pieces ??= new PieceSearch(new TextSearch(this, this.#inPath(path), newRing()), isMarkup);
      const { found } = this.#pieces.add(text, isContinued);
      if (isContinued) return NOTHING;
      this.#pieces = null;
      return found;
    }
    const search = new TextSearch(this, this.#inPath(path));
    search.read(text, isMarkup);
    return search.found;
  }

  #inPath(path: string): Set<string> {
    const search = new TextSearch(this, new Set(), SHARED_RING, NO_TEXTS);
    search.read(path, false);
    return search.found;
  }

  /** Adds the hidden texts in a text, whatever markup and escapes are between their words. */
  addTexts(text: string, found: Set<string>): void {
    new TextSearch(this, found).read(text, false);
  }
}

const NOTHING: ReadonlySet<string> = new Set();

/** Finds in a text that comes in pieces what would be found in the whole: words count with those before them. */
class PieceSearch {
  readonly #search: TextSearch;
  readonly #isMarkup: boolean;
  readonly #state = { inTag: false, inQuotes: false };
  /** The end of the last piece, in which a word may be divided. */
  #rest = "";

  constructor(search: TextSearch, isMarkup: boolean) {
    this.#search = search;
    this.#isMarkup = isMarkup;
  }

  add(piece: string, isContinued: boolean): TextSearch {
    const text = this.#rest + piece;
    const end = isContinued ? lastBorder(text) : text.length;
    this.#rest = text.slice(end);
    this.#search.read(text.slice(0, end), this.#isMarkup, this.#state);
    return this.#search;
  }
}

/** Compares the words up to each word of a text with those of hidden texts, and its ids with hidden ones. */
class TextSearch implements WordVisitor {
  readonly #hashes: Int32Array;
  readonly #starts: Int32Array;
  readonly #pairs: HashFilter;
  readonly #singleWords: HashFilter;
  readonly #idHashes: HashFilter;
  #count = 0;
  #before = 0;
  #text = "";
  /** How much of the file was before the text, and the end of that, from the first of the last words on. */
  #offset = 0;
  #textBefore = "";

  /** @param filters which words may end a hidden text; by default those of the scanner */
  constructor(
    readonly scanner: Scanner,
    readonly found: Set<string>,
    { hashes, starts }: Ring = SHARED_RING,
    { pairs, singleWords }: Pick<Scanner, "pairs" | "singleWords"> = scanner,
  ) {
    this.#hashes = hashes;
    this.#starts = starts;
    this.#pairs = pairs;
    this.#singleWords = singleWords;
    this.#idHashes = scanner.idHashes;
  }

  /** Reads a text, which goes on with the one before. @param state as `eachWord` has it */
  read(text: string, isMarkup: boolean, state?: MarkupState): void {
    const from = this.#count < RING_SIZE ? 0 : (this.#starts[this.#count % RING_SIZE] as number);
    const end = this.#text.length;
    this.#textBefore = this.#slice(from, end);
    this.#offset += end;
    this.#text = text;
    eachWord(text, isMarkup, this, state);
  }

  /** @param start an offset in the file, @param end one in the text */
  #slice(start: number, end: number): string {
    if (start >= this.#offset) return this.#text.slice(start - this.#offset, end);
    return this.#textBefore.slice(start - this.#offset) + this.#text.slice(0, end);
  }

  word(hash: number, start: number, end: number): void {
    const at = this.#count++ % RING_SIZE;
    this.#hashes[at] = hash;
    this.#starts[at] = this.#offset + start;
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
      if (this.#text.slice(start, end).toLowerCase() === last && this.#text.endsWith(id, end)) this.found.add(id);
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
        if (one.words.length !== length || this.found.has(one.texts[0])) continue;
        const start = this.#starts[(count - length) % RING_SIZE] as number;
        const shown = this.#slice(start, end).replace(BETWEEN_WORDS, " ");
        if (wordsOf(shown).join(" ") === one.words.join(" ")) for (const text of one.texts) this.found.add(text);
      }
    }
  }
}

/** In words, a power of two: room for a phrase. */
const RING_SIZE = 16;

/** The last words of a text: their hashes, and where each starts. */
interface Ring {
  hashes: Int32Array;
  starts: Int32Array;
}

const newRing = (): Ring => ({ hashes: new Int32Array(RING_SIZE), starts: new Int32Array(RING_SIZE) });
/** A search of a whole text ends before the next begins. */
const SHARED_RING = newRing();

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
