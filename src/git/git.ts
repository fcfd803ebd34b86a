import { type SimpleGit, simpleGit } from "simple-git";

/**
 * Restricts git in folders whose content, including its git configuration, may come from strangers: no fetching, no
 * prompts, and no repository embedded in the content.
 */
const ENVIRONMENT = { GIT_NO_LAZY_FETCH: "1", GIT_ALLOW_PROTOCOL: "none", GIT_TERMINAL_PROMPT: "0" } as const;
const CONFIG = ["safe.bareRepository=explicit"];

/** The environment and leading arguments for git processes that are started without simple-git. */
export function gitProcess(): { env: Record<string, string>; args: string[] } {
  return { env: environment(), args: CONFIG.flatMap((setting) => ["-c", setting]) };
}

/** Git in a folder. The user's global configuration applies, because it lists the safe directories. */
export function gitIn(folder: string): SimpleGit {
  return simpleGit({
    baseDir: folder,
    config: CONFIG,
    timeout: { block: 30_000 },
    // simple-git refuses these variables unless they are listed; each of them restricts git.
    allowEnvironment: Object.keys(ENVIRONMENT),
  }).env(environment());
}

function environment(): Record<string, string> {
  return { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...ENVIRONMENT };
}
