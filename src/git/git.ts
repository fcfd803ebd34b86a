import { type SimpleGit, simpleGit } from "simple-git";

/**
 * What git may do in a folder whose content, configuration included, can come from strangers. Nothing is fetched, no
 * question is asked, and no repository is taken from inside the content.
 */
const ENVIRONMENT = { GIT_NO_LAZY_FETCH: "1", GIT_ALLOW_PROTOCOL: "none", GIT_TERMINAL_PROMPT: "0" } as const;
const CONFIG = ["safe.bareRepository=explicit"];

/** The environment and the leading arguments for a git that is started without simple-git. */
export function gitProcess(): { env: Record<string, string>; args: string[] } {
  return { env: environment(), args: CONFIG.flatMap((setting) => ["-c", setting]) };
}

/** Git in a folder. The user's own global configuration stays: it says which folders are safe. */
export function gitIn(folder: string): SimpleGit {
  return simpleGit({
    baseDir: folder,
    config: CONFIG,
    timeout: { block: 30_000 },
    // simple-git refuses these unless they are named; each takes a power away.
    allowEnvironment: Object.keys(ENVIRONMENT),
  }).env(environment());
}

function environment(): Record<string, string> {
  return { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...ENVIRONMENT };
}
