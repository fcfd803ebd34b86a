import { accountOf, type Drill } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import type { Graph } from "../model/graph.js";
import { drillCounts, drillPasses } from "../model/halves.js";
import { type Held, heldAt, isLongerAgo, mayBePast } from "../model/held.js";
import { oneOf, type TypeOf } from "../util/shape.js";

/** A published drill that has been held by now. */
export interface DrillRun {
  /** The id of the drill. */
  drill: string;
  held: Held;
  /** Whether both halves were exercised. */
  counts: boolean;
  /** Whether both halves passed. */
  passes: boolean;
  /** Whether it is one of our own drills: only these keep an interval. */
  own: boolean;
}

/** `never`: no drill that could keep the interval was held. */
export const dueShape = oneOf(
  ["in-time", "overdue", "never", null],
  "Whether the interval is kept; null without one, and in a collection of third-party accounts",
);
export type Due = TypeOf<typeof dueShape>;

/** The published drills that may have been held by `now`, the last held first. */
export function drillRuns({ collection }: Graph, now: string): { drill: Drill; run: DrillRun }[] {
  const runs = collection.drills.flatMap((drill): { drill: Drill; run: DrillRun }[] => {
    const held = heldAt(drill);
    if (drill.data.status !== "published" || held === null || !mayBePast(held.at, now)) return [];
    const own = accountOf(drill, collection.config) === "own";
    return [{ drill, run: { drill: drill.id, held, counts: drillCounts(drill), passes: drillPasses(drill), own } }];
  });
  return runs.sort(({ run: a }, { run: b }) => b.held.at.to - a.held.at.to || compareText(b.drill, a.drill));
}

/** Whether runs keep an interval. The last run comes first. */
export function dueOf(graph: Graph, runs: readonly DrillRun[], interval: number | null, now: string): Due {
  if (interval === null || graph.collection.config.account === "third-party") return null;
  const last = runs.find((run) => run.own);
  if (last === undefined) return "never";
  return isLongerAgo(last.held.at, interval, now) ? "overdue" : "in-time";
}
