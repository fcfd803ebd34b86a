import { link } from "../link/link.js";
import { withFactsOf } from "../link/same-facts.js";
import { type Measures, measure } from "../measure/measure.js";
import type { CountingFilter } from "../measure/narrow.js";
import type { AnyDocument, Collection } from "../model/collection.js";
import type { Graph } from "../model/graph.js";
import type { Visibility } from "../model/schema-types.js";
import { documentsFor, redact } from "../redact/redact.js";

interface MeasureOptions {
  audience: Visibility;
  /** The day that counts as today, `YYYY-MM-DD`. */
  now: string;
  filter?: CountingFilter;
  /** Paths of documents that cannot be shown. */
  leftOut?: ReadonlySet<string>;
}

/** What an audience sees of a collection, and what it comes to on a day. */
export interface Measured {
  graph: Graph;
  measures: Measures;
  now: string;
}

/**
 * What is valid → the graph of what this audience may see, and the measures over it.
 * @returns with the documents that the audience may see, and that are left out
 */
export function linkAndMeasure(
  collection: Collection,
  { audience, now, filter, leftOut }: MeasureOptions,
  before?: Measured,
): { graph: Graph; measures: Measures; leftOut: AnyDocument[] } {
  const seen = redact(collection, audience, leftOut);
  const left = leftOut?.size ? documentsFor(collection, audience).filter(({ source }) => leftOut.has(source.path)) : [];
  const { collection: known, isSame } = before
    ? withFactsOf(before.graph.collection, seen)
    : { collection: seen, isSame: false };
  if (before && isSame && before.now === now)
    return { graph: { ...before.graph, collection: known }, measures: before.measures, leftOut: left };
  const graph = link(known, before?.graph);
  return { graph, measures: measure(graph, now, filter), leftOut: left };
}
