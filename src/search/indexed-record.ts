import { SEARCH_GROUPS, type SearchRecord } from "../model/search-record.js";
import { type DocumentText, SECTION_GAP } from "./index-format.js";
import { compressed } from "./packed-file.js";
import type { WordReader } from "./words.js";

/** Places beyond these are dropped: they serve phrases only, and a long document has a phrase early or often. */
const MAX_PLACES = 12;
/** Weights are whole numbers up to this. */
export const MAX_WEIGHT = 31;
/** Constants of BM25, with a fixed average length so that a document's weights depend on nothing else. */
const SATURATION = 1.2;
const LENGTH_SHARE = 0.6;
const AVERAGE_LENGTH = 600;

/** What the index takes of a record: it follows from the record and the language alone, so that it can be kept. */
export interface IndexedRecord extends Pick<SearchRecord, "group" | "archived" | "undetected"> {
  /** How many words, other than stop words, its title has. */
  titleWords: number;
  facets: [key: string, value: string][];
  words: RecordWords;
  /** The compressed file of what a result shows. */
  text: Uint8Array;
}

/**
 * The words of a record, each list in the order in which they come first. Numbers are in one block, and texts are kept one to a
 * line, which is read much faster than many small lists.
 */
export interface RecordWords {
  terms: string[];
  /** As they are written. */
  written: string[];
  /** By term how much it counts, and in how many places it is; by written word the number of its term; then the places of each term. */
  numbers: Uint32Array;
  /** Words that count only where they occur elsewhere too, each with its last place. */
  maybe: [term: string, place: number][];
  /** The same, where they occur elsewhere with a hyphen. */
  maybeHyphenated: [term: string, place: number][];
  pairs: [joined: string, parts: [string, string]][];
}

export function indexedRecord(record: SearchRecord, reader: WordReader): IndexedRecord {
  const { group, title, archived, undetected, facets } = record;
  return {
    group,
    archived,
    undetected,
    titleWords: reader.asked(title).filter(({ isStopWord }) => !isStopWord).length,
    facets: facets.map(({ key, value }) => [key, value]),
    words: wordsOf(record, reader),
    text: compressed(documentText(record)),
  };
}

function wordsOf({ sections }: SearchRecord, reader: WordReader): RecordWords {
  const orders = new Map<string, number>();
  const counts: number[] = [];
  const places: number[][] = [];
  const maybe = new Map<string, number>();
  const maybeHyphenated = new Map<string, number>();
  const pairs = new Map<string, [string, string]>();
  const written = new Map<string, number>();
  let [from, length] = [0, 0];
  for (const { text, weight } of sections) {
    const words = reader.words(text);
    for (const word of words) {
      let order = orders.get(word.term);
      if (order === undefined) {
        order = orders.size;
        orders.set(word.term, order);
        counts.push(0);
        places.push([]);
      }
      counts[order] = (counts[order] ?? 0) + weight;
      const own = places[order] as number[];
      if (own.length < MAX_PLACES) own.push(from + word.place);
      if (word.maybe !== null) maybe.set(word.maybe, from + word.place);
      if (word.maybeHyphenated !== null) maybeHyphenated.set(word.maybeHyphenated, from + word.place);
      if (!written.has(word.written)) written.set(word.written, order);
    }
    for (const [joined, parts] of reader.pairs(text)) pairs.set(joined, parts);
    from += (words.at(-1)?.place ?? 0) + SECTION_GAP;
    length += words.length;
  }
  const norm = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * (length / AVERAGE_LENGTH));
  const weights = counts.map((count) => Math.max(1, Math.round((MAX_WEIGHT * count) / (count + norm))));
  return {
    terms: [...orders.keys()],
    written: [...written.keys()],
    numbers: Uint32Array.from([
      ...weights,
      ...places.map(({ length }) => length),
      ...written.values(),
      ...places.flat(),
    ]),
    maybe: [...maybe],
    maybeHyphenated: [...maybeHyphenated],
    pairs: [...pairs],
  };
}

function documentText({ title, path, day, classes, line, wished, sections }: SearchRecord): DocumentText {
  const shown = sections.filter(({ text }) => text !== title);
  return { title, path, day, classes, line, wished, sections: shown.map((one) => [one.title, one.text]) };
}

/** The texts of such a list. */
function linesOf(list: string): string[] {
  return list === "" ? [] : list.split("\n");
}

/** The bytes that `readIndexed` reads: the lengths of a text of JSON and of the numbers, these, and the compressed file. */
export function indexedBytes({ text, words: { numbers, ...words }, ...rest }: IndexedRecord): Uint8Array {
  const [terms, written] = [words.terms.join("\n"), words.written.join("\n")];
  const json = Buffer.from(JSON.stringify({ ...rest, words: { ...words, terms, written } }));
  const block = Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  const lengths = Buffer.from(Uint32Array.of(json.length, block.length).buffer);
  return Buffer.concat([lengths, json, block, text]);
}

/** @returns undefined where the bytes are not those */
export function readIndexed(bytes: Uint8Array): IndexedRecord | undefined {
  try {
    // Numbers have to lie at addresses that their size divides, and a part would keep all of a larger buffer in memory.
    const copy = (from: number, to?: number) => Uint8Array.from(bytes.subarray(from, to)).buffer;
    const [jsonLength = 0, blockLength = 0] = new Uint32Array(copy(0, 8));
    const json = new TextDecoder().decode(bytes.subarray(8, 8 + jsonLength));
    const { words, ...rest } = JSON.parse(json) as Omit<IndexedRecord, "words"> & {
      words: Omit<RecordWords, "numbers" | "terms" | "written"> & { terms: string; written: string };
    };
    const [start, end] = [8 + jsonLength, 8 + jsonLength + blockLength];
    const indexed = {
      ...rest,
      words: {
        ...words,
        terms: linesOf(words.terms),
        written: linesOf(words.written),
        numbers: new Uint32Array(copy(start, end)),
      },
      text: new Uint8Array(copy(end)),
    };
    return isIndexed(indexed) ? indexed : undefined;
  } catch {
    return undefined;
  }
}

/** Anybody may have written what a cache holds. */
function isIndexed({ group, archived, undetected, titleWords, facets, words }: IndexedRecord): boolean {
  const isText = (one: unknown) => typeof one === "string";
  const isCount = (one: unknown) => Number.isSafeInteger(one) && (one as number) >= 0;
  const { numbers, maybe, maybeHyphenated, pairs } = words;
  const [terms, written] = [words.terms.length, words.written.length];
  const places = numbers.subarray(terms, 2 * terms).reduce((sum, count) => sum + count, 0);
  return (
    SEARCH_GROUPS.includes(group) &&
    typeof archived === "boolean" &&
    (undetected === null || Number.isFinite(undetected)) &&
    isCount(titleWords) &&
    facets.every((facet) => facet.length === 2 && facet.every(isText)) &&
    numbers.length === 2 * terms + written + places &&
    numbers.subarray(2 * terms, 2 * terms + written).every((term) => term < terms) &&
    [...maybe, ...maybeHyphenated].every(([term, place]) => isText(term) && isCount(place)) &&
    pairs.every(([joined, parts]) => parts.length === 2 && [joined, ...parts].every(isText))
  );
}
