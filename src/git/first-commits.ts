import { gitIn } from "./git.js";

/**
 * The day on which each file below a folder was first committed, `YYYY-MM-DD` as its author's clock had it, by path
 * relative to the folder, with `/`. Outside git and without git there are none. One log pass.
 */
export async function firstCommits(folder: string): Promise<Map<string, string>> {
  const days = new Map<string, string>();
  try {
    const log = await gitIn(folder).raw([
      "log",
      "--name-only",
      "-z",
      "--relative",
      "--diff-filter=A",
      "--no-renames",
      "--no-show-signature",
      "--format=//%as",
      "HEAD",
      "--",
      ".",
    ]);
    let day = "";
    // The log is newest first, so a later entry is an older commit and replaces the day.
    for (const field of log.split("\0").map((one) => one.trim())) {
      const commit = /^\/\/(\d{4}-\d{2}-\d{2})(?:\n+)?([\s\S]*)$/.exec(field);
      if (commit) day = commit[1] ?? "";
      const path = commit ? (commit[2] ?? "") : field;
      if (path !== "") days.set(path, day);
    }
  } catch {
    // Without git or a commit there are no days.
  }
  return days;
}
