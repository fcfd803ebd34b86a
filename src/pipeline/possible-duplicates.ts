import { link } from "../link/link.js";
import { daysBetween } from "../measure/days-between.js";
import { type AnyDocument, type Collection, dayOfId } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import { type Edge, edgesFrom, edgesTo, type Graph, type NodeRef } from "../model/graph.js";
import { documentKind } from "../model/kinds.js";
import { queryLike, similarIndex, similarTo } from "../recall/similar/similar.js";
import { readerOf } from "./reader-of.js";

/** Two accounts of one incident have days this close, whatever zone they are in. */
const MAX_DAYS_APART = 7;
/**
 * How much of what a document says another must say to be of the same incident. Measured on the example and the demonstration:
 * of 76 pairs within a week that name each other nowhere, the most alike had 0.42, the next 0.21; a document has 0.6 and more of
 * itself.
 */
const MIN_SHARE = 0.5;
/** Three words in common may be chance, which a new draft with no more than a title has; two accounts of one incident have 20. */
const MIN_WORDS = 4;
/** Of more drafts, as an import makes them, the newest are compared. */
const MAX_COMPARED = 200;
/** So many documents show which words are rare; an index of more takes longer than a check may. */
const MIN_INDEXED = 200;
const MAX_INDEXED = 2000;

/**
 * The document that may describe the same incident or drill as a draft, by the id of the draft. Only drafts are compared:
 * a review would have found a duplicate.
 */
export async function possibleDuplicates(collection: Collection): Promise<ReadonlyMap<string, AnyDocument>> {
  const documents = [...collection.postmortems, ...collection.drills];
  const drafts = documents
    .filter(({ data }) => data.status === "draft")
    .sort((a, b) => compareText(b.id, a.id))
    .slice(0, MAX_COMPARED);
  const pairs = drafts.flatMap((draft) => {
    const near = documents.filter((other) => other !== draft && other.type === draft.type && isNear(draft, other));
    return near.length === 0 ? [] : [{ draft, near }];
  });
  if (pairs.length === 0) return new Map();
  const graph = link(collection);
  const needed = new Set(pairs.flatMap(({ draft, near }) => [draft, ...near]));
  for (const one of documents) if (needed.size < MIN_INDEXED) needed.add(one);
  const indexed = [...needed].sort((a, b) => compareText(a.id, b.id)).slice(-MAX_INDEXED);
  const index = similarIndex(graph, indexed, await readerOf(collection));
  const found = new Map<string, AnyDocument>();
  for (const { draft, near } of pairs) {
    const linked = linkedTo(graph, draft);
    const matches = similarTo(index, queryLike(draft, graph)).filter(
      ({ share, words }) => share >= MIN_SHARE && words.length >= MIN_WORDS,
    );
    const other = near.find(({ id }) => !linked.has(id) && matches.some((match) => match.id === id));
    if (other) found.set(draft.id, other);
  }
  return found;
}

function isNear(a: AnyDocument, b: AnyDocument): boolean {
  const [one, other] = [dayOfId(a.id), dayOfId(b.id)];
  if (one === null || other === null) return false;
  // One of the two is 0.
  return daysBetween(one, other) + daysBetween(other, one) <= MAX_DAYS_APART;
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
