import type { Likeness } from "./recall.js";
import type { SimilarDocuments } from "./similar/kept-similar.js";
import { similarTo } from "./similar/similar.js";

/** More entries and words that two documents share add nothing for a reader. */
const MAX_SHARED = 4;

/** What is like a text, or like the document that has it as its id. */
export function likenessOf({ index, queryLike }: SimilarDocuments, like: string): Likeness {
  const own = queryLike(like);
  const matches = similarTo(index, own ?? { text: like, entries: new Set() }).filter(({ id }) => id !== like);
  // A text names no catalog entries, so one ranking is all that it can come first in.
  const best = own ? 1 : 0.5;
  return new Map(
    matches.map(({ id, score, shared, words }) => [
      id,
      {
        score: score / best,
        reason: { kind: "similar", shared: shared().slice(0, MAX_SHARED), words: words().slice(0, MAX_SHARED) },
      },
    ]),
  );
}
