import type { AnyDocument } from "../../model/collection.js";
import { type EdgeType, edgesFrom, type Graph, type NodeRef } from "../../model/graph.js";
import { documentKind } from "../../model/kinds.js";

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
  entries: ReadonlyMap<string, ReadonlySet<NodeRef>>;
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
  const entries = new Map(documents.map((document) => [document.id, entriesOf(graph, document)]));
  const counts = new Map<NodeRef, number>();
  for (const set of entries.values()) for (const ref of set) counts.set(ref, (counts.get(ref) ?? 0) + 1);
  const weights = new Map([...counts].map(([ref, count]) => [ref, Math.log(documents.length / count)]));
  return { entries, weights };
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

/** The documents that share entries with a set of them, the most alike first. */
export function searchStructure({ entries, weights }: StructureIndex, query: ReadonlySet<NodeRef>): StructureMatch[] {
  const weightOf = (ref: NodeRef) => weights.get(ref) ?? 0;
  const length = (set: Iterable<NodeRef>) => Math.sqrt([...set].reduce((sum, ref) => sum + weightOf(ref) ** 2, 0));
  const queryLength = length(query);
  return [...entries]
    .flatMap(([id, set]): StructureMatch[] => {
      const shared = [...query].filter((ref) => set.has(ref) && weightOf(ref) > 0);
      if (shared.length === 0) return [];
      shared.sort((a, b) => weightOf(b) - weightOf(a) || (a < b ? -1 : 1));
      return [{ id, cosine: length(shared) ** 2 / (queryLength * length(set)), shared }];
    })
    .sort((a, b) => b.cosine - a.cosine || (a.id < b.id ? 1 : -1));
}
