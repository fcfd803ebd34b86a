import { link } from "../link/link.js";
import type { AnyDocument, Collection } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import type { NodeRef } from "../model/graph.js";
import { remembered, similarIndex, similarTo } from "../recall/similar/similar.js";
import { readerOf } from "./reader-of.js";

/**
 * How much of a title another document must have to be worth mentioning, and how many of its words. Measured on the titles of the
 * example and the demonstration: of 106 each 23 had one, of which 18 are declared as related, and others are of one organisation.
 */
const MIN_SHARE = 0.5;
const MIN_WORDS = 3;
/** The newest documents are enough; the index of more takes longer than a person waits. */
const MAX_DOCUMENTS = 2000;

/** What is known of a document before it is written. */
interface NewDocument {
  title: string;
  /** Ids. */
  services: readonly string[];
  /** As `class/kind`. */
  kinds: readonly string[];
}

/** The document that is most similar to a new one; null where none is similar enough to be worth mentioning. */
export async function mostSimilar(
  collection: Collection,
  { title, services, kinds }: NewDocument,
): Promise<AnyDocument | null> {
  const graph = link(collection);
  const documents = remembered(graph)
    .sort((a, b) => compareText(a.id, b.id))
    .slice(-MAX_DOCUMENTS);
  const entries = new Set<NodeRef>([
    ...services.map((id): NodeRef => `service:${id}`),
    ...kinds.map((id): NodeRef => `kind:${id}`),
  ]);
  const matches = similarTo(similarIndex(graph, documents, await readerOf(collection)), { text: title, entries });
  const match = matches.find(({ share, words }) => share >= MIN_SHARE && words().length >= MIN_WORDS);
  return documents.find(({ id }) => id === match?.id) ?? null;
}
