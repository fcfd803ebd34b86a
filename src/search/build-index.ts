import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { compareText } from "../model/diagnostic.js";
import type { OutputFile } from "../model/page.js";
import type { SearchGroup, SearchRecord } from "../model/search-record.js";
import {
  type DocumentTable,
  type DocumentText,
  INDEX_FOLDER,
  type IndexEntry,
  type PlaceFile,
  type TermFile,
  toDistances,
  type Undetected,
  type Vocabulary,
} from "./index-format.js";
import { joinedParts } from "./joined-words.js";
import type { Language } from "./language.js";
import { WordReader } from "./words.js";

/** The order in which documents are numbered. Postmortems come last, so that a new one changes no other number. */
const GROUPS: readonly SearchGroup[] = ["catalog", "drill", "incident"];
/** In numbers: a file of terms is closed when it holds as many. About 10 KB compressed. */
const NUMBERS_PER_FILE = 8_000;
/** Places beyond these are dropped: they serve phrases only, and a long document has a phrase early or often. */
const MAX_PLACES = 12;
/** Suggestions come from the words of most pages; the others are found, but not suggested. */
const MAX_VOCABULARY = 20_000;
/** Words between two sections, so that no phrase runs across. */
const SECTION_GAP = 100;
/** Weights are whole numbers up to this. */
const MAX_WEIGHT = 31;
/** Constants of BM25, with a fixed average length so that a document's weights depend on nothing else. */
const SATURATION = 1.2;
const LENGTH_SHARE = 0.6;
const AVERAGE_LENGTH = 600;
/** What a part of a joined word counts. */
const PART_WEIGHT = 0.5;

/** In which documents a term is; the lists run in step. */
interface Postings {
  documents: number[];
  weights: number[];
  places: number[][];
}

/** A word as it is written, and in how many documents. */
interface Written {
  word: string;
  term: string;
  documents: number;
  last: number;
}

/**
 * Makes the search index of a site.
 * @param records everything that is to be found, in any order
 * @returns files under `search/data/`, sorted by path; the same records give the same bytes
 */
export function buildSearchIndex(records: Iterable<SearchRecord>, language: Language): OutputFile[] {
  const sorted = [...records].sort(compareRecords);
  const reader = new WordReader(language);
  const index = new IndexBuilder(reader);
  for (const [number, record] of sorted.entries()) index.add(number, record);
  index.joinWords(language.joinsWords);
  const { firsts, files } = index.files();
  const named: [name: string, content: unknown][] = [
    ["documents", documentTable(sorted)],
    ["undetected", sorted.map(({ undetected }) => undetected) satisfies Undetected],
    ["vocabulary", index.vocabulary()],
    ...files,
    ...sorted.map((record, number): [string, unknown] => [`text-${number}`, documentText(record)]),
  ];
  const made = named.map(([name, content]): OutputFile & { content: Buffer } => ({
    path: `${INDEX_FOLDER}${name}.idx`,
    // Not every static host compresses what it serves. Level 9 takes three times as long and saves a fiftieth.
    content: gzipSync(JSON.stringify(content), { level: 6 }),
  }));
  const hash = createHash("sha256");
  for (const { path, content } of made) hash.update(path).update(content);
  const entry: IndexEntry = {
    version: hash.digest("hex").slice(0, 12),
    documents: sorted.length,
    firsts,
    pairs: index.pairs(),
  };
  return [...made, { path: `${INDEX_FOLDER}entry.json`, content: JSON.stringify(entry) }].sort((a, b) =>
    compareText(a.path, b.path),
  );
}

class IndexBuilder {
  readonly #reader: WordReader;
  readonly #postings = new Map<string, Postings>();
  /** Words that count only where they occur elsewhere too, with their documents. */
  readonly #maybe = new Map<string, Postings>();
  readonly #pairs = new Map<string, [string, string]>();
  readonly #written = new Map<string, Written>();

  constructor(reader: WordReader) {
    this.#reader = reader;
  }

  add(number: number, { sections }: SearchRecord): void {
    const counted = new Map<string, { weight: number; places: number[] }>();
    const maybe = new Map<string, number>();
    let [from, length] = [0, 0];
    for (const { text, weight } of sections) {
      const words = this.#reader.words(text);
      for (const { term, maybe: other, place, start, end } of words) {
        const found = counted.get(term) ?? { weight: 0, places: [] };
        found.weight += weight;
        if (found.places.length < MAX_PLACES) found.places.push(from + place);
        counted.set(term, found);
        if (other !== null) maybe.set(other, from + place);
        this.#count(text.slice(start, end), term, number);
      }
      for (const [joined, parts] of this.#reader.pairs(text)) this.#pairs.set(joined, parts);
      from += (words.at(-1)?.place ?? 0) + SECTION_GAP;
      length += words.length;
    }
    const norm = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * (length / AVERAGE_LENGTH));
    for (const [term, { weight, places }] of counted)
      append(this.#postings, term, number, Math.max(1, Math.round((MAX_WEIGHT * weight) / (weight + norm))), places);
    for (const [term, place] of maybe) append(this.#maybe, term, number, MAX_WEIGHT >> 2, [place]);
  }

  #count(word: string, term: string, number: number): void {
    const known = this.#written.get(word);
    if (known === undefined) this.#written.set(word, { word, term, documents: 1, last: number });
    else if (known.last !== number) {
      known.documents += 1;
      known.last = number;
    }
  }

  /** Makes one word of what is written in one word here and in two there. */
  joinWords(splits: boolean): void {
    for (const [term, postings] of this.#maybe) if (this.#postings.has(term)) this.#merge(term, postings, 1);
    for (const [joined, parts] of this.#pairs) {
      const whole = this.#postings.get(joined);
      if (whole) for (const part of parts) this.#merge(part, whole, 1);
    }
    if (!splits) return;
    const known = new Set([...this.#written.keys()].map((word) => word.toLowerCase()));
    const done = new Set<string>();
    for (const { word, term } of [...this.#written.values()]) {
      const whole = this.#postings.get(term);
      const parts = /^\p{L}+$/u.test(word) ? joinedParts(word.toLowerCase(), (one) => known.has(one)) : null;
      if (whole === undefined || parts === null || done.has(term)) continue;
      done.add(term);
      for (const part of parts) {
        const partTerm = this.#reader.term(part);
        if (partTerm !== term) this.#merge(partTerm, whole, PART_WEIGHT);
      }
    }
  }

  #merge(term: string, from: Postings, share: number): void {
    const own = this.#postings.get(term) ?? { documents: [], weights: [], places: [] };
    const merged = new Map(
      own.documents.map((one, at) => [one, [own.weights[at] ?? 1, own.places[at] ?? []] as const]),
    );
    for (const [at, one] of from.documents.entries())
      if (!merged.has(one))
        merged.set(one, [Math.max(1, Math.round((from.weights[at] ?? 1) * share)), from.places[at] ?? []]);
    const sorted = [...merged].sort(([a], [b]) => a - b);
    this.#postings.set(term, {
      documents: sorted.map(([one]) => one),
      weights: sorted.map(([, [weight]]) => weight),
      places: sorted.map(([, [, places]]) => places),
    });
  }

  pairs(): IndexEntry["pairs"] {
    const all = [...this.#pairs].filter(([, parts]) => parts.every((part) => this.#postings.has(part)));
    return Object.fromEntries(all.sort(([a], [b]) => compareText(a, b)));
  }

  vocabulary(): Vocabulary {
    const best = new Map<string, Written>();
    for (const written of this.#written.values()) {
      if (!/^[\p{L}\p{M}\p{N}_.:'’]{3,40}$/u.test(written.word) || !/\p{L}/u.test(written.word)) continue;
      const key = written.word.toLowerCase();
      const known = best.get(key);
      const isBetter = known === undefined || known.documents < written.documents;
      best.set(key, { ...(isBetter ? written : known), documents: (known?.documents ?? 0) + written.documents });
    }
    return [...best.values()]
      .sort((a, b) => b.documents - a.documents || compareText(a.word, b.word))
      .slice(0, MAX_VOCABULARY)
      .map(({ word, term }): Vocabulary[number] => [word, this.#postings.get(term)?.documents.length ?? 0])
      .sort(([a], [b]) => compareText(a, b));
  }

  /** The files of terms and those of their places. */
  files(): { firsts: string[]; files: [name: string, content: unknown][] } {
    const firsts: string[] = [];
    const files: [string, unknown][] = [];
    let [terms, places, size]: [TermFile, PlaceFile, number] = [{}, {}, 0];
    const close = () => {
      files.push([`terms-${firsts.length - 1}`, terms], [`places-${firsts.length - 1}`, places]);
      [terms, places, size] = [{}, {}, 0];
    };
    for (const [term, postings] of [...this.#postings].sort(([a], [b]) => compareText(a, b))) {
      if (size === 0) firsts.push(term);
      // In an object this is no key of its own, and it is no word either.
      if (term !== "__proto__") {
        terms[term] = [toDistances(postings.documents), postings.weights];
        places[term] = postings.places.map(toDistances);
      }
      size += postings.documents.length + 4;
      if (size >= NUMBERS_PER_FILE) close();
    }
    if (size > 0) close();
    return { firsts, files };
  }
}

function append(all: Map<string, Postings>, term: string, number: number, weight: number, places: number[]): void {
  const known = all.get(term) ?? { documents: [], weights: [], places: [] };
  known.documents.push(number);
  known.weights.push(weight);
  known.places.push(places);
  all.set(term, known);
}

function compareRecords(a: SearchRecord, b: SearchRecord): number {
  return (
    GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group) ||
    compareText(a.day ?? "", b.day ?? "") ||
    // Pages of one day stand in the order of their addresses, as in lists, which start with the last number.
    compareText(b.path, a.path)
  );
}

function documentTable(records: readonly SearchRecord[]): DocumentTable {
  const facets = new Map<string, Map<string, number[]>>();
  for (const [number, record] of records.entries()) {
    for (const { key, value } of record.facets) {
      const values = facets.get(key) ?? new Map<string, number[]>();
      const numbers = values.get(value) ?? [];
      if (numbers.at(-1) !== number) numbers.push(number);
      facets.set(key, values.set(value, numbers));
    }
  }
  const byKey = <T>(entries: Iterable<[string, T]>) => [...entries].sort(([a], [b]) => compareText(a, b));
  return {
    groups: GROUPS.map((group) => ({ group, size: records.filter((one) => one.group === group).length })),
    archived: toDistances(records.flatMap(({ archived }, number) => (archived ? [number] : []))),
    facets: Object.fromEntries(
      byKey(facets).map(([key, values]) => [
        key,
        Object.fromEntries(byKey(values).map(([value, numbers]) => [value, toDistances(numbers)])),
      ]),
    ),
  };
}

function documentText({ title, path, day, classes, line, wished, sections }: SearchRecord): DocumentText {
  const shown = sections.filter(({ text }) => text !== title);
  return { title, path, day, classes, line, wished, sections: shown.map((one) => [one.title, one.text]) };
}
