import type { AnyDocument } from "../../model/collection.js";
import type { Graph, NodeRef } from "../../model/graph.js";
import type { WordReader } from "../../search/words.js";
import { memoize } from "../../util/memoize.js";
import {
  entriesOf,
  type StructureIndex,
  searchStructure,
  structureIndexOf,
  type WholeStructureIndex,
} from "./structure.js";
import { type CountMemo, queryOf } from "./term-counts.js";
import { searchText, type TextIndex, textIndexOf, type WholeTextIndex } from "./text-index.js";

/** How alike a text or a set of entries must be to count at all. Below it, incidents share words that many do. */
const MIN_TEXT_SHARE = 0.12;
const MIN_COSINE = 0.15;
/** One word in common is chance, unless it is all that was asked for. */
const MIN_SHARED_WORDS = 2;

/** Flattens the difference between neighbouring ranks. Source: Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion" (2009). */
const RANK_OFFSET = 60;

/** How many ranks of each ranking enter the fusion. */
const MAX_RANK = 50;

/** What to find documents like: a text, catalog entries, or both. */
export interface SimilarQuery {
  text: string;
  entries: ReadonlySet<NodeRef>;
  /** Those of the text, where they are known. */
  terms?: readonly string[];
}

/** A document that is like a query. */
export interface SimilarMatch {
  id: string;
  /** 1 for the first of both rankings, 0 for none. */
  score: number;
  /** The catalog entries that both have, what tells most first. */
  shared: () => readonly NodeRef[];
  /** The words of the query that both have, perhaps in another form; what tells most first. */
  words: () => readonly string[];
  /** How much of the text it has, as `searchText` counts: 0 to 1. Unlike the score it says how alike they are. */
  share: number;
}

/** Documents in the two indexes that similarity is searched in. */
export interface SimilarIndex {
  text: TextIndex;
  structure: StructureIndex;
}

/** All of both. */
export interface WholeSimilarIndex extends SimilarIndex {
  text: WholeTextIndex;
  structure: WholeStructureIndex;
}

/**
 * The index of all postmortems and drills that are not drafts.
 * @param reader reads texts in the language of the collection
 */
export const similarIndexOf = memoize((graph: Graph, reader: WordReader, memo?: CountMemo) =>
  similarIndex(graph, remembered(graph), reader, memo),
);

export function similarIndex(
  graph: Graph,
  documents: readonly AnyDocument[],
  reader: WordReader,
  memo?: CountMemo,
): WholeSimilarIndex {
  return { text: textIndexOf(graph, documents, reader, memo), structure: structureIndexOf(graph, documents) };
}

/** The documents that teach: all but drafts. */
export function remembered({ collection: { postmortems, drills } }: Graph): AnyDocument[] {
  return [...postmortems, ...drills].filter(({ data }) => data.status !== "draft");
}

/** A key of all that `similarTo` finds for `queryLike` of a document follows from, but for that query. */
export function similarKey({ text, structure }: WholeSimilarIndex, document: AnyDocument): string {
  return `${structure.key()} ${text.keyOf(document)}`;
}

/** The documents that are like one of those in an index, itself among them. */
export function similarToDocument(index: WholeSimilarIndex, document: AnyDocument, graph: Graph): SimilarMatch[] {
  return similarTo(index, { ...queryLike(document, graph), terms: index.text.termsOf(document) });
}

/** What finds the documents like one. */
export function queryLike(document: AnyDocument, graph: Graph): SimilarQuery {
  return { text: queryOf(document, graph), entries: entriesOf(graph, document) };
}

/**
 * The documents that are like a query, the most alike first: one ranking by text and one by structure, fused by the ranks
 * in both. What is alike in neither respect is left out, so there may be none.
 */
export function similarTo(index: SimilarIndex, query: SimilarQuery): SimilarMatch[] {
  const isOneWord = query.text.trim().split(/\s+/).length === 1;
  const limits = { minShare: MIN_TEXT_SHARE, minWords: isOneWord ? 1 : MIN_SHARED_WORDS, maxMatches: MAX_RANK };
  const byText = searchText(index.text, query.text, limits, query.terms);
  const byStructure =
    query.entries.size === 0
      ? []
      : searchStructure(index.structure, query.entries, { minCosine: MIN_COSINE, maxMatches: MAX_RANK });
  const found = new Map<string, SimilarMatch>();
  const add = (id: string, rank: number): SimilarMatch => {
    const match = found.get(id) ?? { id, score: 0, shared: () => [], words: () => [], share: 0 };
    match.score += (RANK_OFFSET + 1) / (RANK_OFFSET + 1 + rank) / 2;
    found.set(id, match);
    return match;
  };
  for (const [rank, { id, words, share }] of byText.entries()) Object.assign(add(id, rank), { words, share });
  for (const [rank, { id, shared }] of byStructure.entries()) add(id, rank).shared = shared;
  return [...found.values()].sort((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1));
}
