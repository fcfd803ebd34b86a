import type { SearchGroup } from "../model/search-record.js";
import { type Chosen, Facets } from "./facets.js";
import { explainMissing, type FoundWord, findWord, type MissingWord } from "./find-words.js";
import { type DocumentTable, fromDistances } from "./index-format.js";
import type { IndexReader } from "./index-reader.js";
import { type Scored, scoreDocuments } from "./score-documents.js";
import type { WordReader } from "./words.js";

/** The orders of results; without one the best match comes first. */
export const SORTS = ["newest", "oldest", "longest", "shortest"] as const;
export type Sort = (typeof SORTS)[number];

export interface Question {
  words: string;
  sort: Sort | "";
  chosen: Chosen;
}

/** A result. */
export interface Hit {
  document: number;
  /** The words of the question that it has, as they were typed. */
  has: readonly string[];
}

/** Results that are listed together. */
export interface HitGroup {
  group: SearchGroup;
  /** How many of the question's words each of them has; null where they differ, or where nothing was asked for. */
  words: number | null;
  hits: Hit[];
}

export interface Answer {
  groups: HitGroup[];
  total: number;
  /** For each facet the number of results of each of its values; its own choice is ignored, because values are alternatives. */
  counts: ReadonlyMap<string, Readonly<Record<string, number>>>;
  /** The words that were looked for and found. */
  found: readonly FoundWord[];
  missing: readonly MissingWord[];
  /** Stop words that were left out. */
  ignored: readonly string[];
  /** What was searched for instead, where no page has any of the words; null otherwise. */
  instead: string | null;
  /** How many documents have how many of the words, the most first; whatever the facets. */
  tiers: readonly { words: number; documents: number }[];
  /** Without results: how many there would be without a facet, or (`""`) without the words. */
  without: ReadonlyMap<string, number>;
}

/** Results with fewer of the words are added below so many with more. */
const ENOUGH_RESULTS = 5;
/** In letters: shorter words have too many neighbours to search for one of them unasked. */
const MIN_CORRECTED_LENGTH = 5;
const GROUPS: readonly SearchGroup[] = ["incident", "catalog", "drill"];

/** Answers questions from an index. */
export class Search {
  readonly #index: IndexReader;
  readonly #reader: WordReader;

  constructor(index: IndexReader, reader: WordReader) {
    this.#index = index;
    this.#reader = reader;
  }

  async answer({ words, sort, chosen }: Question): Promise<Answer> {
    const [{ documents: size }, table] = await Promise.all([this.#index.entry(), this.#index.documents()]);
    const asked = await this.#find(words);
    const scored = await scoreDocuments(this.#index, asked.found, size, table);
    const all = asked.isEmpty ? Array.from({ length: size }, (_, at) => at) : [...scored.keys()];
    const tiers = tiersOf(scored, asked.found.length);
    const least = leastWords(tiers);
    const matching = asked.isEmpty
      ? all
      : all.filter((one) => {
          const { has, isNamed } = scored.get(one) ?? { has: [], isNamed: false };
          return isNamed || has.length >= least;
        });
    const facets = new Facets(table, size);
    const results = facets.narrow(matching, chosen, null);
    const order = await this.#order(sort, scored);
    return {
      groups: grouped(results, table, scored, asked.found.length, order),
      total: results.length,
      counts: facets.counts(matching, chosen),
      found: asked.found,
      missing: asked.missing,
      ignored: asked.ignored,
      instead: asked.instead,
      tiers: tiers.filter((tier) => tier.words >= least),
      without: results.length > 0 ? new Map() : facets.without(matching, chosen, asked.isEmpty ? null : size),
    };
  }

  async #find(words: string): Promise<{
    found: FoundWord[];
    missing: MissingWord[];
    ignored: string[];
    instead: string | null;
    isEmpty: boolean;
  }> {
    const all = this.#reader.asked(words);
    const asked = all.filter(({ isStopWord }) => !isStopWord);
    const stopWords = all.filter(({ isStopWord }) => isStopWord).map(({ text }) => text);
    const looked = await Promise.all(asked.map((one) => findWord(this.#index, one)));
    const found: FoundWord[] = [];
    const missing: MissingWord[] = [];
    for (const [at, one] of looked.entries()) {
      const word = asked[at];
      if (one.weights.size > 0 || word === undefined) found.push(one);
      else {
        const explained = await explainMissing(this.#index, this.#reader, word);
        if ("weights" in explained) found.push(explained);
        else missing.push(explained);
      }
    }
    const isEmpty = words.trim() === "";
    // "On" of "on call" was not left out.
    const ignored = stopWords.filter((word) => !found.some(({ text }) => text.startsWith(`${word} `)));
    const meant = missing.map(({ text, suggestions }) =>
      text.length >= MIN_CORRECTED_LENGTH ? suggestions[0]?.word : undefined,
    );
    if (found.length > 0 || meant.length === 0 || meant.includes(undefined))
      return { found, missing, ignored, instead: null, isEmpty };
    const instead = meant.join(" ");
    const again = await this.#find(instead);
    return { ...again, missing, ignored, instead };
  }

  /** Compares two documents of a group, which are numbered from the oldest to the newest. */
  async #order(sort: Sort | "", scored: ReadonlyMap<number, Scored>): Promise<(a: number, b: number) => number> {
    if (sort === "oldest") return (a, b) => a - b;
    if (sort === "longest" || sort === "shortest") {
      const seconds = await this.#index.undetected();
      // What is not known comes last either way.
      const value = (one: number) => seconds[one] ?? (sort === "longest" ? -1 : Number.POSITIVE_INFINITY);
      return (a, b) => (value(a) === value(b) ? b - a : sort === "longest" ? value(b) - value(a) : value(a) - value(b));
    }
    if (sort === "newest") return (a, b) => b - a;
    return (a, b) => (scored.get(b)?.score ?? 0) - (scored.get(a)?.score ?? 0) || b - a;
  }
}

/** How many documents have how many of the words, the most first. */
function tiersOf(scored: ReadonlyMap<number, Scored>, words: number): { words: number; documents: number }[] {
  const counts = new Array<number>(words + 1).fill(0);
  for (const { has } of scored.values()) counts[has.length] = (counts[has.length] ?? 0) + 1;
  return counts
    .map((documents, at) => ({ words: at, documents }))
    .filter(({ documents }) => documents > 0)
    .reverse();
}

/** How many of the words a result has to have: all, or fewer where few documents have all. */
function leastWords(tiers: readonly { words: number; documents: number }[]): number {
  let [least, results] = [tiers[0]?.words ?? 0, 0];
  for (const { words, documents } of tiers) {
    // Below half of the best, it is another subject.
    if (results >= ENOUGH_RESULTS || words * 2 < (tiers[0]?.words ?? 0)) break;
    least = words;
    results += documents;
  }
  return least;
}

/** Postmortems with most of the words, catalog entries, postmortems with fewer of them, drills. */
function grouped(
  results: readonly number[],
  { groups, archived }: DocumentTable,
  scored: ReadonlyMap<number, Scored>,
  asked: number,
  order: (a: number, b: number) => number,
): HitGroup[] {
  const isArchived = new Set(fromDistances(archived));
  const has = (one: number) => scored.get(one)?.has ?? [];
  const most = results.reduce((max, one) => Math.max(max, has(one).length), 0);
  const members = (group: SearchGroup): number[] => {
    const at = groups.findIndex((one) => one.group === group);
    const from = groups.slice(0, at).reduce((sum, one) => sum + one.size, 0);
    const to = from + (groups[at]?.size ?? 0);
    return results
      .filter((one) => one >= from && one < to)
      .sort(
        (a, b) => Number(isArchived.has(a)) - Number(isArchived.has(b)) || has(b).length - has(a).length || order(a, b),
      );
  };
  const [incidents = [], entries = [], drills = []] = GROUPS.map(members);
  const counts = [...new Set(incidents.map((one) => has(one).length))].sort((a, b) => b - a);
  const tier = (words: number): HitGroup => ({
    group: "incident",
    words: asked === 0 ? null : words,
    hits: incidents.filter((one) => has(one).length === words).map(hit),
  });
  const hit = (document: number): Hit => ({ document, has: has(document) });
  const first = counts.filter((words) => words === most);
  const others = (group: SearchGroup, all: readonly number[]): HitGroup => ({ group, words: null, hits: all.map(hit) });
  return [
    ...first.map(tier),
    others("catalog", entries),
    ...counts.filter((words) => words !== most).map(tier),
    others("drill", drills),
  ].filter(({ hits }) => hits.length > 0);
}
