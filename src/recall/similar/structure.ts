import type { AnyDocument } from "../../model/collection.js";
import { compareText } from "../../model/diagnostic.js";
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
  /** The documents of each entry. */
  documents: ReadonlyMap<NodeRef, readonly string[]>;
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
  const having = new Map<NodeRef, string[]>();
  for (const [id, set] of entries)
    for (const ref of set) {
      const ids = having.get(ref);
      if (ids) ids.push(id);
      else having.set(ref, [id]);
    }
  const weights = new Map([...having].map(([ref, ids]) => [ref, Math.log(documents.length / ids.length)]));
  return { documents: having, entries, weights };
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
export function searchStructure(
  { documents, entries, weights }: StructureIndex,
  query: ReadonlySet<NodeRef>,
): StructureMatch[] {
  const weightOf = (ref: NodeRef) => weights.get(ref) ?? 0;
  const length = (set: Iterable<NodeRef>) => Math.sqrt([...set].reduce((sum, ref) => sum + weightOf(ref) ** 2, 0));
  const queryLength = length(query);
  const shared = new Map<string, NodeRef[]>();
  for (const ref of [...query].sort((a, b) => weightOf(b) - weightOf(a) || compareText(a, b))) {
    if (weightOf(ref) <= 0) continue;
    for (const id of documents.get(ref) ?? []) {
      const refs = shared.get(id);
      if (refs) refs.push(ref);
      else shared.set(id, [ref]);
    }
  }
  return [...shared]
    .map(([id, refs]) => ({
      id,
      cosine: length(refs) ** 2 / (queryLength * length(entries.get(id) ?? [])),
      shared: refs,
    }))
    .sort((a, b) => b.cosine - a.cosine || compareText(b.id, a.id));
}
