import { compareText } from "../model/diagnostic.js";
import { ownText } from "../util/own-text.js";
import { type IndexEntry, type PlaceFile, type TermFile, toDistances, type Vocabulary } from "./index-format.js";
import { MAX_WEIGHT, type RecordWords } from "./indexed-record.js";
import { joinedParts } from "./joined-words.js";
import { type PackedFile, type PackMemo, packed } from "./packed-file.js";
import { type Postings, TermLists } from "./term-lists.js";
import { HYPHEN, type WordReader } from "./words.js";

/** In numbers: a file of terms is closed when it holds as many. About 10 KB compressed. */
const NUMBERS_PER_FILE = 8_000;
/** Suggestions come from the words of most pages; the others are found, but not suggested. */
const MAX_VOCABULARY = 20_000;
/** Of a word that is written as two. */
const MAYBE_WEIGHT = MAX_WEIGHT >> 2;
/** What a part of a joined word counts. */
const PART_WEIGHT = 0.5;

/** A word as it is written, and in how many documents. */
interface Written {
  word: string;
  term: string;
  documents: number;
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

  add(number: number, { terms, written, numbers, maybe, maybeHyphenated, pairs }: RecordWords): void {
    let end = 2 * terms.length + written.length;
    for (const [at, term] of terms.entries()) {
      const start = end;
      end += numbers[terms.length + at] ?? 0;
      this.#terms.add(term, number, numbers[at] ?? 1, numbers, start, end);
    }
    for (const [term, place] of maybe) this.#maybe.add(term, number, MAYBE_WEIGHT, [place]);
    for (const [term, place] of maybeHyphenated) this.#maybeHyphenated.add(term, number, MAYBE_WEIGHT, [place]);
    for (const [joined, parts] of pairs) this.#pairs.set(joined, parts);
    for (const [at, word] of written.entries()) this.#count(word, terms[numbers[2 * terms.length + at] ?? 0] ?? word);
  }

  #count(word: string, term: string): void {
    const known = this.#written.get(word);
    if (known === undefined) {
      // A piece of a longer text would keep all of it in memory.
      const own = ownText(word);
      this.#written.set(own, { word: own, term: ownText(term), documents: 1 });
    } else known.documents += 1;
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
   * @param memo what was compressed before
   */
  *files(firsts: string[], memo: PackMemo | undefined): Generator<PackedFile> {
    let [terms, places, size]: [TermFile, PlaceFile, number] = [{}, {}, 0];
    const close = () => {
      const number = firsts.length - 1;
      const files = [packed(`terms-${number}`, terms, memo), packed(`places-${number}`, places, memo)];
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
