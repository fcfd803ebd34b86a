import { compareText } from "../model/diagnostic.js";
import { count, list, number, record, type TypeOf, text } from "../util/shape.js";
import type { PathIndex } from "./path-index.js";
import { pathReasons } from "./path-reasons.js";

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
 */
export function replay(index: PathIndex, commits: readonly (readonly string[])[], folder: string): Replay {
  const times = new Map<string, number>();
  let fired = 0;
  for (const paths of commits) {
    const recalled = index
      .candidates(paths, folder)
      .map((number) => index.document(number))
      .filter((document) => pathReasons(document, paths, folder).length > 0);
    if (recalled.length > 0) fired++;
    for (const {
      answer: { id },
    } of recalled)
      times.set(id, (times.get(id) ?? 0) + 1);
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
