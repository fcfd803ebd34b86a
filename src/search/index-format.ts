import type { SearchGroup } from "../model/search-record.js";

/** The folder of the index, beside the search page. */
export const INDEX_FOLDER = "search/data/";

/** Words between two sections, so that no phrase runs across. Places before it are those of the title, which comes first. */
export const SECTION_GAP = 100;

/** `entry.json`: the only file whose address stays the same. */
export interface IndexEntry {
  /** Changes with any file of the index, and is part of their addresses, so that no cache mixes two indexes. */
  version: string;
  documents: number;
  /** The first term of each file of terms, sorted. */
  firsts: string[];
  /** Words that some page writes as two with a hyphen: `controlplane` → `control`, `plane`. */
  pairs: Record<string, [string, string]>;
  /** Words that begin with a particle and that some page writes with a hyphen: `oncall`. "On call" is one of them. */
  hyphenated: string[];
}

/** Ascending numbers, each as its distance from the one before it. */
export type Distances = number[];

/** `documents`: what is needed of every document. They are numbered by group, and in it from the oldest to the newest. */
export interface DocumentTable {
  groups: { group: SearchGroup; size: number }[];
  archived: Distances;
  /** How many words, other than stop words, the title of each has. */
  titleWords: number[];
  /** Facet → value → the documents that have it. */
  facets: Record<string, Record<string, Distances>>;
}

/** `terms-<n>`: for each term its documents, and how much it counts in each. */
export type TermFile = Record<string, [documents: Distances, weights: number[]]>;

/** `places-<n>`: for each term of `terms-<n>` its first places in each of these documents. */
export type PlaceFile = Record<string, Distances[]>;

/** `vocabulary`: the words of most pages, as they are written there, with the number of pages. Sorted. */
export type Vocabulary = [word: string, documents: number][];

/** `undetected`: seconds, for each document; null where they are not known. */
export type Undetected = (number | null)[];

/** `text-<n>`: what a result shows of one document. */
export interface DocumentText {
  title: string;
  path: string;
  day: string | null;
  classes: readonly string[];
  line: string;
  wished: string | null;
  sections: [title: string | null, text: string][];
}

export function toDistances(numbers: readonly number[]): Distances {
  return numbers.map((number, at) => number - (numbers[at - 1] ?? 0));
}

export function fromDistances(distances: Distances): number[] {
  let sum = 0;
  return distances.map((distance) => (sum += distance));
}
