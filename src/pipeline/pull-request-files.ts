import { mergeBase } from "../git/changed-files.js";
import { changedPaths } from "../git/changed-paths.js";
import { commitOf } from "../git/head.js";
import { EnvironmentFault } from "../model/environment-fault.js";

/** What a checkout holds of a pull request. */
export interface PullRequestFiles {
  /** The commit that is checked out; null where git cannot tell. */
  head: string | null;
  /** Whether files differ from that commit. */
  isDirty: boolean;
  /** The commit that the pull request starts from, and the paths that differ from it; null where git does not have it. */
  change: { since: string; paths: string[] } | null;
}

/**
 * What git knows of a pull request in a checkout.
 * @param top the top of the repository
 * @param head the last commit of the pull request
 * @param bases commits or branches that it may start from, the best first
 */
export async function pullRequestFiles(top: string, head: string, bases: readonly string[]): Promise<PullRequestFiles> {
  const checkedOut = await commitOf(top, "HEAD");
  const isDirty = checkedOut !== null && (await changedPaths(top, null)).length > 0;
  // A runner checks out the merge of both sides; its first parent is where the pull request starts.
  const isMerge = (await commitOf(top, "HEAD^2")) === head;
  for (const base of [...(isMerge ? ["HEAD^1"] : []), ...bases]) {
    if ((await commitOf(top, base)) === null) continue;
    try {
      const since = await mergeBase(top, base);
      return { head: checkedOut, isDirty, change: { since, paths: await changedPaths(top, since) } };
    } catch (error) {
      if (!(error instanceof EnvironmentFault)) throw error;
    }
  }
  return { head: checkedOut, isDirty, change: null };
}
