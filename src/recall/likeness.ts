import type { Graph } from "../model/graph.js";
import type { WordReader } from "../search/words.js";
import type { Likeness } from "./recall.js";
import { queryLike, type SimilarQuery, similarIndexOf, similarTo } from "./similar/similar.js";

/** More entries and words that two documents share add nothing for a reader. */
const MAX_SHARED = 4;

/**
 * What is like a text, or like the document that has it as its id.
 * @param reader reads texts in the language of the collection
 */
export function likenessOf(graph: Graph, like: string, reader: WordReader): Likeness {
  const { postmortems, drills } = graph.collection;
  const document = [...postmortems, ...drills].find(({ id }) => id === like);
  const query: SimilarQuery = document ? queryLike(document, graph) : { text: like, entries: new Set() };
  const matches = similarTo(similarIndexOf(graph, reader), query).filter(({ id }) => id !== document?.id);
  // A text names no catalog entries, so one ranking is all that it can come first in.
  const best = document ? 1 : 0.5;
  return new Map(
    matches.map(({ id, score, shared, words }) => [
      id,
      {
        score: score / best,
        reason: { kind: "similar", shared: shared.slice(0, MAX_SHARED), words: words.slice(0, MAX_SHARED) },
      },
    ]),
  );
}
