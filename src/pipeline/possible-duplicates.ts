import { link } from "../link/link.js";
import type { AnyDocument } from "../model/collection.js";
import { type Edge, edgesFrom, edgesTo, type Graph, type NodeRef } from "../model/graph.js";
import { documentKind } from "../model/kinds.js";
import { queryLike, similarIndex, similarTo } from "../recall/similar/similar.js";
import type { DuplicateCandidates } from "./duplicate-candidates.js";
import { readerOf } from "./reader-of.js";

/**
 * How much of what a document says another must say to be of the same incident. Measured on the example and the demonstration:
 * of 76 pairs within a week that name each other nowhere, the most alike had 0.42, the next 0.21; a document has 0.6 and more of
 * itself.
 */
const MIN_SHARE = 0.5;
/** Three words in common may be chance, which a new draft with no more than a title has; two accounts of one incident have 20. */
const MIN_WORDS = 4;
/** The document that may describe the same incident or drill as a draft, by the id of the draft. */
export async function possibleDuplicates({
  pairs,
  indexed,
  collection,
}: DuplicateCandidates): Promise<ReadonlyMap<string, AnyDocument>> {
  const graph = link(collection);
  const index = similarIndex(graph, indexed, await readerOf(collection));
  const found = new Map<string, AnyDocument>();
  for (const { draft, near } of pairs) {
    const linked = linkedTo(graph, draft);
    const matches = similarTo(index, queryLike(draft, graph)).filter(
      ({ share, words }) => share >= MIN_SHARE && words().length >= MIN_WORDS,
    );
    const other = near.find(({ id }) => !linked.has(id) && matches.some((match) => match.id === id));
    if (other) found.set(draft.id, other);
  }
  return found;
}

/** The documents that a document names, or that name it. */
function linkedTo(graph: Graph, document: AnyDocument): Set<string> {
  const ref: NodeRef = `${documentKind(document)}:${document.id}`;
  const refs = (["recurs", "relates-to", "exercises"] as const).flatMap((type) => [
    ...edgesFrom(graph, ref, type).map(({ to }: Edge) => to),
    ...edgesTo(graph, ref, type).map(({ from }: Edge) => from),
  ]);
  return new Set(refs.map((one) => one.slice(one.indexOf(":") + 1)));
}
