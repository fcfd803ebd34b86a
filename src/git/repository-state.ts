import { gitIn } from "./git.js";

/** What git says of a folder. */
export interface RepositoryState {
  /** The version of git; null where there is none. */
  git: string | null;
  /** What the folder is to git; `refused` where another user owns it. */
  state: "repository" | "no-commit" | "shallow" | "refused" | "none";
}

/** Asks git for its version, and whether it can tell the history of a folder. */
export async function repositoryState(folder: string): Promise<RepositoryState> {
  const git = gitIn(folder);
  let version: string;
  try {
    version = (await git.raw(["--version"])).trim().replace(/^git version /, "");
  } catch {
    return { git: null, state: "none" };
  }
  try {
    const isShallow = (await git.raw(["rev-parse", "--is-shallow-repository"])).trim() === "true";
    if (isShallow) return { git: version, state: "shallow" };
  } catch (error) {
    return { git: version, state: /dubious ownership/.test(String(error)) ? "refused" : "none" };
  }
  try {
    await git.raw(["rev-parse", "--verify", "HEAD"]);
    return { git: version, state: "repository" };
  } catch {
    return { git: version, state: "no-commit" };
  }
}
