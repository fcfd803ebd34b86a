import type { CommitMark, FileCommits } from "../model/file-commits.js";
import { gitText } from "./git.js";
import { isShallowClone } from "./repository-state.js";

/**
 * The first and the last commit of each file below a folder, by path relative to the folder, with `/`. Outside git and
 * without git there are none. One log pass.
 */
export async function fileCommits(folder: string): Promise<Map<string, FileCommits>> {
  const commits = new Map<string, FileCommits>();
  try {
    const isShallow = await isShallowClone(folder);
    const log = await gitText(folder, [
      "log",
      "--name-only",
      "-z",
      "--relative",
      "--no-renames",
      "--no-show-signature",
      "--format=//%as %an",
      "HEAD",
      "--",
      ".",
    ]);
    let mark: CommitMark = { day: "", by: "" };
    // The log is newest first, so a later entry is an older commit.
    for (const field of log.split("\0").map((one) => one.trim())) {
      const commit = /^\/\/(\d{4}-\d{2}-\d{2}) ([^\n]*)(?:\n+)?([\s\S]*)$/.exec(field);
      if (commit) mark = { day: commit[1] ?? "", by: commit[2] ?? "" };
      const path = commit ? (commit[3] ?? "") : field;
      if (path === "") continue;
      commits.set(path, { first: isShallow ? null : mark, last: commits.get(path)?.last ?? mark });
    }
  } catch {
    // Without git or a commit there are none.
  }
  return commits;
}
