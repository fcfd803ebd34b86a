import type { Graph } from "../../src/model/graph.js";
import { readerOf } from "../../src/pipeline/reader-of.js";
import { similarIndexOf, type WholeSimilarIndex } from "../../src/recall/similar/similar.js";

/** What the pages of a site find incidents like another in. */
export async function similarIndexFor(graph: Graph): Promise<() => WholeSimilarIndex> {
  const reader = await readerOf(graph.collection);
  return () => similarIndexOf(graph, reader);
}
