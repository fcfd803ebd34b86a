import { EnvironmentFault } from "../model/environment-fault.js";
import type { RecentCommits } from "../model/recent-commits.js";
import { gitText } from "./git.js";
import { indexOf } from "./index-file.js";
import { asGitError, isShallowClone } from "./repository-state.js";

/**
 * The paths that each of the last commits changed, newest first, under the names that the files have today. Merges are left
 * out: what they bring in are other commits. One log pass.
 *
 * @param top the top folder of the repository
 * @param count how many commits at most
 * @throws EnvironmentFault outside git and without a commit
 */
export async function commitPaths(top: string, count: number): Promise<string[][]> {
  try {
    return pathsIn(await logOf(top, count, "-M"));
  } catch {
    throw new EnvironmentFault(
      "recall --replay needs git, and found no repository with a commit: run it in the repository of the collection",
    );
  }
}

/**
 * The paths that each of the last commits changed, under the names that the files had then, which takes much less time; and
 * the files of the index.
 * @returns null where git cannot tell; no commits in a shallow clone, whose last one seems to touch every file
 */
export async function recentCommits(top: string, count: number): Promise<RecentCommits | null> {
  try {
    // Git is asked all at once, because each answer takes as long to start as to give.
    const [isShallow, log, index] = await Promise.all([
      isShallowClone(top),
      logOf(top, count, "--no-renames"),
      indexOf(top),
    ]);
    return { commits: isShallow ? [] : pathsIn(log), tracked: new Set(index.entries.keys()) };
  } catch (error) {
    asGitError(error);
    return null;
  }
}

function logOf(top: string, count: number, renames: "-M" | "--no-renames"): Promise<string> {
  return gitText(top, [
    "log",
    "--name-status",
    "-z",
    renames,
    "--no-merges",
    "--no-show-signature",
    "--no-ext-diff",
    "--no-textconv",
    `--max-count=${count}`,
    "--format=//%H",
    "HEAD",
  ]);
}

function pathsIn(log: string): string[][] {
  const commits: string[][] = [];
  const today = new Map<string, string>();
  const fields = log.split("\0");
  for (let at = 0; at < fields.length; at++) {
    const field = (fields[at] ?? "").trim();
    if (/^\/\/[0-9a-f]{40,64}$/.test(field)) {
      commits.push([]);
      continue;
    }
    // M, A, D, T and the path; R100 or C75, the old path and the new one
    if (!/^[A-Z]\d*$/.test(field)) continue;
    const old = fields[++at] ?? "";
    const isRename = field.startsWith("R");
    const path = isRename || field.startsWith("C") ? (fields[++at] ?? "") : old;
    const name = today.get(path) ?? path;
    // The log goes back in time: what the file was called before is the same file.
    if (isRename) today.set(old, name);
    commits.at(-1)?.push(name);
  }
  return commits;
}
