import { GitError, gitText, gitVersion } from "./git.js";

/** What git says of a folder. */
export interface RepositoryState {
  /** The version of git; null where there is none. */
  git: string | null;
  /** Why git cannot tell the history of the folder, or not all of it; null where it can. */
  trouble: GitError | null;
}

/** Asks git for its version, and whether it can tell the history of a folder. */
export async function repositoryState(folder: string): Promise<RepositoryState> {
  try {
    const git = (await gitVersion(folder)).trim().replace(/^git version /, "");
    return { git, trouble: await historyTrouble(folder) };
  } catch (error) {
    return { git: null, trouble: asGitError(error) };
  }
}

/** Why git cannot tell the history of a folder, or not all of it; null where it can. */
async function historyTrouble(folder: string): Promise<GitError | null> {
  try {
    const isShallow = await isShallowClone(folder);
    await gitText(folder, ["log", "-1", "--no-show-signature", "--format=%H", "HEAD"]);
    return isShallow ? new GitError("shallow") : null;
  } catch (error) {
    return asGitError(error);
  }
}

/** Whether a clone lacks its older commits. */
export async function isShallowClone(folder: string): Promise<boolean> {
  return (await gitText(folder, ["rev-parse", "--is-shallow-repository"])).trim() === "true";
}

/** @throws what is no trouble of git */
export function asGitError(error: unknown): GitError {
  if (error instanceof GitError) return error;
  throw error;
}
