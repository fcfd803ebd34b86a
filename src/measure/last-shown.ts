import { type Edge, edgesFrom, edgesTo, type Graph, type NodeRef } from "../model/graph.js";
import { dayOf } from "../model/values/time.js";
import { drillRuns } from "./drill-run.js";

/** When what checks an invariant was last shown to work. */
export interface LastShown {
  /** The id of the drill. */
  drill: string;
  /** The day on which it was held, or the last day on which it can have been. */
  on: string;
}

/**
 * The last drill that passed in both halves and exercised an incident that violated the invariant; null for none.
 * @param now a UTC day
 */
export function lastShown(graph: Graph, invariant: string, now: string): LastShown | null {
  const violating = new Set(edgesTo(graph, `invariant:${invariant}`, "violates").map(({ from }: Edge) => from));
  const found = drillRuns(graph, now).find(
    ({ run }) =>
      run.passes && edgesFrom(graph, `drill:${run.drill}` as NodeRef, "exercises").some(({ to }) => violating.has(to)),
  );
  return found === undefined ? null : { drill: found.run.drill, on: dayOf(found.run.held.at.to) };
}
