import { compareText } from "../model/diagnostic.js";
import type { SearchRecord } from "../model/search-record.js";
import {
  type IndexEntry,
  type PlaceFile,
  SECTION_GAP,
  type TermFile,
  toDistances,
  type Vocabulary,
} from "./index-format.js";
import { joinedParts } from "./joined-words.js";
import { type PackedFile, packed } from "./packed-file.js";
import { type Postings, TermLists } from "./term-lists.js";
import { HYPHEN, type WordReader } from "./words.js";

/** In numbers: a file of terms is closed when it holds as many. About 10 KB compressed. */
const NUMBERS_PER_FILE = 8_000;
/** Places beyond these are dropped: they serve phrases only, and a long document has a phrase early or often. */
const MAX_PLACES = 12;
/** Suggestions come from the words of most pages; the others are found, but not suggested. */
const MAX_VOCABULARY = 20_000;
/** Weights are whole numbers up to this. */
const MAX_WEIGHT = 31;
/** Of a word that is written as two. */
const MAYBE_WEIGHT = MAX_WEIGHT >> 2;
/** Constants of BM25, with a fixed average length so that a document's weights depend on nothing else. */
const SATURATION = 1.2;
const LENGTH_SHARE = 0.6;
const AVERAGE_LENGTH = 600;
/** What a part of a joined word counts. */
const PART_WEIGHT = 0.5;

/** A word as it is written, and in how many documents. */
interface Written {
  word: string;
  term: string;
  documents: number;
  last: number;
}

/** Which documents have which words, and where. */
export class TermIndex {
  readonly #reader: WordReader;
  readonly #terms = new TermLists();
  /** Words that count only where they occur elsewhere too, with their documents. */
  readonly #maybe = new TermLists();
  /** The same, where they occur elsewhere with a hyphen. */
  readonly #maybeHyphenated = new TermLists();
  readonly #pairs = new Map<string, [string, string]>();
  readonly #written = new Map<string, Written>();

  constructor(reader: WordReader) {
    this.#reader = reader;
  }

  add(number: number, { sections }: SearchRecord): void {
    /** The terms of the document by their order here; each has room for `MAX_PLACES`. */
    const orders = new Map<string, number>();
    const [weights, sizes, places]: [number[], number[], number[]] = [[], [], []];
    const maybe = new Map<string, number>();
    const maybeJoined = new Map<string, number>();
    let [from, length] = [0, 0];
    for (const { text, weight } of sections) {
      const words = this.#reader.words(text);
      for (const { term, written, maybe: other, maybeHyphenated, place } of words) {
        let order = orders.get(term);
        if (order === undefined) {
          order = orders.size;
          orders.set(term, order);
          weights.push(0);
          sizes.push(0);
        }
        weights[order] = (weights[order] ?? 0) + weight;
        const size = sizes[order] ?? 0;
        if (size < MAX_PLACES) {
          places[order * MAX_PLACES + size] = from + place;
          sizes[order] = size + 1;
        }
        if (other !== null) maybe.set(other, from + place);
        if (maybeHyphenated !== null) maybeJoined.set(maybeHyphenated, from + place);
        this.#count(written, term, number);
      }
      for (const [joined, parts] of this.#reader.pairs(text)) this.#pairs.set(joined, parts);
      from += (words.at(-1)?.place ?? 0) + SECTION_GAP;
      length += words.length;
    }
    const norm = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * (length / AVERAGE_LENGTH));
    for (const [term, order] of orders) {
      const weight = weights[order] ?? 0;
      const share = Math.max(1, Math.round((MAX_WEIGHT * weight) / (weight + norm)));
      const start = order * MAX_PLACES;
      this.#terms.add(term, number, share, places.slice(start, start + (sizes[order] ?? 0)));
    }
    for (const [term, place] of maybe) this.#maybe.add(term, number, MAYBE_WEIGHT, [place]);
    for (const [term, place] of maybeJoined) this.#maybeHyphenated.add(term, number, MAYBE_WEIGHT, [place]);
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
    for (const term of this.#maybe.terms()) if (this.#terms.has(term)) this.#merge(term, this.#maybe.postings(term), 1);
    for (const term of this.hyphenated()) this.#merge(term, this.#maybeHyphenated.postings(term), 1);
    for (const [joined, parts] of this.#pairs) {
      if (!this.#terms.has(joined)) continue;
      const whole = this.#terms.postings(joined);
      for (const part of parts) this.#merge(part, whole, 1);
    }
    if (!splits) return;
    const known = new Set([...this.#written.keys()].map((word) => word.toLowerCase()));
    const done = new Set<string>();
    for (const { word, term } of this.#written.values()) {
      if (done.has(term) || !/^\p{L}+$/u.test(word)) continue;
      const parts = joinedParts(word.toLowerCase(), (one) => known.has(one));
      if (parts === null) continue;
      done.add(term);
      const whole = this.#terms.postings(term);
      for (const part of parts) {
        const partTerm = this.#reader.term(part);
        if (partTerm !== term) this.#merge(partTerm, whole, PART_WEIGHT);
      }
    }
  }

  #merge(term: string, from: Postings, share: number): void {
    const own = this.#terms.postings(term);
    const merged = new Map(
      own.documents.map((one, at) => [one, [own.weights[at] ?? 1, own.places[at] ?? []] as const]),
    );
    for (const [at, one] of from.documents.entries())
      if (!merged.has(one))
        merged.set(one, [Math.max(1, Math.round((from.weights[at] ?? 1) * share)), from.places[at] ?? []]);
    const sorted = [...merged].sort(([a], [b]) => a - b);
    this.#terms.replace(term, {
      documents: sorted.map(([one]) => one),
      weights: sorted.map(([, [weight]]) => weight),
      places: sorted.map(([, [, places]]) => places),
    });
  }

  /** Words that are written with a hyphen here, and in two words there. */
  hyphenated(): string[] {
    const written = [...this.#written.values()].filter(
      ({ word, term }) => HYPHEN.test(word) && this.#maybeHyphenated.has(term),
    );
    return [...new Set(written.map(({ term }) => term))].sort(compareText);
  }

  pairs(): IndexEntry["pairs"] {
    const all = [...this.#pairs].filter(([, parts]) => parts.every((part) => this.#terms.has(part)));
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
      .map(({ word, term }): Vocabulary[number] => [word, this.#terms.size(term)])
      .sort(([a], [b]) => compareText(a, b));
  }

  /**
   * The files of terms and those of their places.
   * @param firsts gets the first term of each file of terms
   */
  *files(firsts: string[]): Generator<PackedFile> {
    let [terms, places, size]: [TermFile, PlaceFile, number] = [{}, {}, 0];
    const close = () => {
      const files = [packed(`terms-${firsts.length - 1}`, terms), packed(`places-${firsts.length - 1}`, places)];
      [terms, places, size] = [{}, {}, 0];
      return files;
    };
    for (const term of [...this.#terms.terms()].sort(compareText)) {
      if (size === 0) firsts.push(term);
      const postings = this.#terms.postings(term);
      // In an object this is no key of its own, and it is no word either.
      if (term !== "__proto__") {
        terms[term] = [toDistances(postings.documents), postings.weights];
        places[term] = postings.places.map(toDistances);
      }
      const placesLength = postings.places.reduce((sum, { length }) => sum + length, 0);
      // Places are read for some words only, but then all of a file.
      size += postings.documents.length + 4 + placesLength / 4;
      if (size >= NUMBERS_PER_FILE) yield* close();
    }
    if (size > 0) yield* close();
  }
}
