import type { AnyDocument } from "../../model/collection.js";
import { compareText } from "../../model/diagnostic.js";
import { type EdgeType, edgesFrom, type Graph, type NodeRef } from "../../model/graph.js";
import { documentKind } from "../../model/kinds.js";
import { Best } from "./best.js";

/** The links that say what a document is about. Links to other documents are left out: they say what the ranking is to find. */
const ABOUT: ReadonlySet<EdgeType> = new Set([
  "has-kind",
  "violates",
  "misreads",
  "degrades",
  "held",
  "involves",
  "rehearses",
]);

/** The catalog entries of each document, and how much each of them tells. */
export interface StructureIndex {
  /** The documents by their numbers. */
  ids: readonly string[];
  entries: readonly ReadonlySet<NodeRef>[];
  /** The square root of the squared weights of each document's entries. */
  lengths: Float64Array;
  /** The numbers of the documents of each entry. */
  documents: ReadonlyMap<NodeRef, readonly number[]>;
  /** The inverse document frequency: 0 for an entry of every document. */
  weights: ReadonlyMap<NodeRef, number>;
}

/** A document that shares catalog entries with a query. */
export interface StructureMatch {
  id: string;
  /** The cosine of the two weighted sets: 0 to 1. */
  cosine: number;
  /** What they share, what tells most first. */
  shared: readonly NodeRef[];
}

export function structureIndexOf(graph: Graph, documents: readonly AnyDocument[]): StructureIndex {
  return structureIndexFrom(
    documents.map(({ id }) => id),
    documents.map((document) => entriesOf(graph, document)),
  );
}

/** The same from the entries of each document. */
export function structureIndexFrom(ids: readonly string[], entries: readonly ReadonlySet<NodeRef>[]): StructureIndex {
  const having = new Map<NodeRef, number[]>();
  for (const [number, set] of entries.entries())
    for (const ref of set) {
      const numbers = having.get(ref);
      if (numbers) numbers.push(number);
      else having.set(ref, [number]);
    }
  const weights = new Map([...having].map(([ref, numbers]) => [ref, Math.log(ids.length / numbers.length)]));
  const lengths = Float64Array.from(entries, (set) => lengthOf(weights, set));
  return { ids, entries, lengths, documents: having, weights };
}

function lengthOf(weights: StructureIndex["weights"], refs: Iterable<NodeRef>): number {
  let sum = 0;
  for (const ref of refs) sum += (weights.get(ref) ?? 0) ** 2;
  return Math.sqrt(sum);
}

/** What a document is about: its kinds, invariants, contracts, policies, services, and the themes of what was missing. */
export function entriesOf(graph: Graph, document: AnyDocument): Set<NodeRef> {
  const ref: NodeRef = `${documentKind(document)}:${document.id}`;
  const own = edgesFrom(graph, ref).flatMap(({ type, to }) => (ABOUT.has(type) ? [to] : []));
  const themes = (Array.isArray(document.data.missing_evidence) ? document.data.missing_evidence : []).flatMap(
    ({ theme }) => (theme === undefined ? [] : [`theme:${theme}` as NodeRef]),
  );
  return new Set([...own, ...themes].filter((to) => !to.includes("#")));
}

/** Which matches are given. */
export interface StructureLimits {
  minCosine?: number;
  maxMatches?: number;
}

/** The documents that share entries with a set of them, the most alike first. */
export function searchStructure(
  { ids, entries, lengths, documents, weights }: StructureIndex,
  query: ReadonlySet<NodeRef>,
  { minCosine = 0, maxMatches = Infinity }: StructureLimits = {},
): StructureMatch[] {
  const weightOf = (ref: NodeRef) => weights.get(ref) ?? 0;
  const queryLength = lengthOf(weights, query);
  const telling = [...query]
    .filter((ref) => weightOf(ref) > 0)
    .sort((a, b) => weightOf(b) - weightOf(a) || compareText(a, b));
  const sums = new Float64Array(ids.length);
  for (const ref of telling) {
    const square = weightOf(ref) ** 2;
    for (const number of documents.get(ref) ?? []) sums[number] = (sums[number] as number) + square;
  }
  const matches = new Best<{ number: number; id: string; cosine: number }>(
    maxMatches,
    (a, b) => b.cosine - a.cosine || compareText(b.id, a.id),
  );
  for (let number = 0; number < ids.length; number++) {
    const sum = sums[number] as number;
    if (sum === 0) continue;
    const cosine = Math.sqrt(sum) ** 2 / (queryLength * (lengths[number] as number));
    if (cosine >= minCosine) matches.add({ number, id: ids[number] as string, cosine });
  }
  return matches.items.map(({ number, id, cosine }) => ({
    id,
    cosine,
    shared: telling.filter((ref) => entries[number]?.has(ref)),
  }));
}
