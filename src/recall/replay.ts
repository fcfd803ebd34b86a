import { compareText } from "../model/diagnostic.js";
import type { Graph } from "../model/graph.js";
import { count, list, number, record, type TypeOf, text } from "../util/shape.js";
import { pathReasons } from "./path-reasons.js";
import type { RecallOptions } from "./recall.js";
import { remembered } from "./similar/similar.js";
import { standingOf } from "./standing.js";

/** What `recall --replay` found, but for the version. */
export const replayFields = {
  commits: count("How many commits were replayed, merges left out"),
  fired: count("At how many of them something would have been recalled"),
  rate: number("The share of commits at which something would have been recalled: 0 to 1"),
  entries: list(
    record("A postmortem or drill", {
      id: text("Its id"),
      fired: count("At how many commits it would have been recalled", 1),
    }),
    "What fired, the most often first",
  ),
};

export type Replay = { readonly [K in keyof typeof replayFields]: TypeOf<(typeof replayFields)[K]> };

/**
 * How often a collection would have spoken up in the past of its repository: the measure of its noise. The collection is that
 * of today, so that a commit can fire before the incident that it recalls.
 *
 * @param commits the paths that each commit touched
 * @param folder the collection's folder from the top of the repository
 * @param now a UTC day
 */
export function replay(
  graph: Graph,
  commits: readonly (readonly string[])[],
  { folder, now }: Pick<RecallOptions, "folder" | "now">,
): Replay {
  const standing = standingOf(graph, now);
  const documents = remembered(graph);
  const times = new Map<string, number>();
  let fired = 0;
  for (const paths of commits) {
    const recalled = documents.filter((one) => pathReasons(one, standing, paths, folder).length > 0);
    if (recalled.length > 0) fired++;
    for (const { id } of recalled) times.set(id, (times.get(id) ?? 0) + 1);
  }
  return {
    commits: commits.length,
    fired,
    rate: commits.length === 0 ? 0 : Math.round((fired / commits.length) * 1000) / 1000,
    entries: [...times]
      .map(([id, n]) => ({ id, fired: n }))
      .sort((a, b) => b.fired - a.fired || compareText(a.id, b.id)),
  };
}
