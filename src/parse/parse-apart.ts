import { spawnSync } from "node:child_process";
import type { Root } from "mdast";
import { childScript } from "./child-script.js";

/** Ends a hang. What is parsed is bounded by counts, so that no result depends on the speed of the machine. */
const HANG_MS = 60_000;
const MAX_MEMORY_MB = 1024;
const MAX_TREE_BYTES = 256 * 1024 * 1024;

/**
 * Parses Markdown with the reference parser in a child process, which contains a crash and an exhausted memory.
 * @returns the tree, or why there is none
 */
export function parseApart(text: string): Root | string {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const { status, error, stdout } = spawnSync(
    process.execPath,
    [`--max-old-space-size=${MAX_MEMORY_MB}`, ...childScript()],
    {
      input: text,
      env,
      timeout: HANG_MS,
      killSignal: "SIGKILL",
      maxBuffer: MAX_TREE_BYTES,
      stdio: ["pipe", "pipe", "ignore"],
    },
  );
  if ((error as NodeJS.ErrnoException | undefined)?.code === "ETIMEDOUT")
    return `Expected a body that is parsed within ${HANG_MS / 1000} s`;
  if (error || status !== 0) return "Expected a body that can be parsed: the parser ran out of memory or crashed";
  return JSON.parse(stdout.toString()) as Root;
}
