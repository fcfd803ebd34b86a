import { hash } from "node:crypto";
import type { AnyDocument } from "../../model/collection.js";
import { compareText } from "../../model/diagnostic.js";
import { type EdgeType, edgesFrom, type Graph, type NodeRef } from "../../model/graph.js";
import { documentKind } from "../../model/kinds.js";
import { greatestIn } from "./greatest.js";

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

/** The documents of a collection by the catalog entries that they are about. */
export interface StructureIndex {
  /** The documents by their numbers. */
  ids: readonly string[];
  /** The numbers of the documents of an entry. */
  documents: Pick<ReadonlyMap<NodeRef, ArrayLike<number>>, "get">;
  /** The square root of the squared weights of each document's entries. */
  lengths: Float64Array;
}

/** All of it, and not only the entries that are asked for. */
export interface WholeStructureIndex extends StructureIndex {
  documents: ReadonlyMap<NodeRef, readonly number[]>;
  /** A hash of all of it. */
  key: () => string;
}

/** A document that shares catalog entries with a query. */
export interface StructureMatch {
  id: string;
  /** The cosine of the two weighted sets: 0 to 1. */
  cosine: number;
  /** What they share, what tells most first. Few matches are asked for it. */
  shared: () => readonly NodeRef[];
}

export function structureIndexOf(graph: Graph, documents: readonly AnyDocument[]): WholeStructureIndex {
  const found = new Map<NodeRef, number[]>();
  const entries = documents.map((document) => entriesOf(graph, document));
  for (const [number, set] of entries.entries())
    for (const ref of set) {
      const numbers = found.get(ref);
      if (numbers) numbers.push(number);
      else found.set(ref, [number]);
    }
  const ids = documents.map(({ id }) => id);
  const lengths = Float64Array.from(entries, (set) =>
    lengthOf(Array.from(set, (ref) => weightOf(found.get(ref), ids.length))),
  );
  let key: string | undefined;
  return {
    ids,
    documents: found,
    lengths,
    key: () => {
      key ??= hash("sha256", JSON.stringify([ids, [...found]]));
      return key;
    },
  };
}

/** The inverse document frequency of an entry: 0 for one of every document, and for one of none. */
function weightOf(having: ArrayLike<number> | undefined, documents: number): number {
  return having === undefined ? 0 : Math.log(documents / having.length);
}

function lengthOf(weights: readonly number[]): number {
  return Math.sqrt(weights.reduce((sum, weight) => sum + weight ** 2, 0));
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
  { ids, documents, lengths }: StructureIndex,
  query: ReadonlySet<NodeRef>,
  { minCosine = 0, maxMatches = Infinity }: StructureLimits = {},
): StructureMatch[] {
  const found = Array.from(query, (ref) => {
    const having = documents.get(ref);
    return { ref, having: having ?? [], weight: weightOf(having, ids.length) };
  });
  const queryLength = lengthOf(found.map(({ weight }) => weight));
  const telling = found
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || compareText(a.ref, b.ref));
  const sums = new Float64Array(ids.length);
  for (const { having, weight } of telling)
    for (let at = 0; at < having.length; at++) {
      const number = having[at] as number;
      sums[number] = (sums[number] as number) + weight ** 2;
    }
  const cosines = sums.map((sum, number) => (sum === 0 ? -1 : sum / (queryLength * (lengths[number] as number))));
  return greatestIn(cosines, maxMatches, minCosine)
    .map((number) => ({ number, id: ids[number] as string, cosine: cosines[number] as number }))
    .sort((a, b) => b.cosine - a.cosine || compareText(b.id, a.id))
    .slice(0, maxMatches)
    .map(({ number, id, cosine }) => ({
      id,
      cosine,
      shared: () => telling.flatMap(({ ref, having }) => (isIn(having, number) ? [ref] : [])),
    }));
}

/** Whether a number is in an ascending list. */
function isIn(numbers: ArrayLike<number>, number: number): boolean {
  let [from, to] = [0, numbers.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((numbers[middle] as number) < number) from = middle + 1;
    else to = middle;
  }
  return numbers[from] === number;
}
