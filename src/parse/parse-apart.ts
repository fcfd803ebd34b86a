import { spawnSync } from "node:child_process";
import type { Root } from "mdast";
import { childScript } from "./child-script.js";

/** The child process, and what ends it. */
export interface ApartOptions {
  /** What Node runs: a file, which may follow options. */
  script: readonly string[];
  /** Ends a hang. What is parsed is bounded by counts, so that no result depends on the speed of the machine. */
  hangMs: number;
  maxMemoryMb: number;
  maxTreeBytes: number;
}

const HANG_MS = 60_000;
const MAX_MEMORY_MB = 1024;
const MAX_TREE_BYTES = 256 * 1024 * 1024;

/**
 * Parses Markdown with the reference parser in a child process, which contains a crash and an exhausted memory.
 * @returns the tree, or why there is none
 */
export function parseApart(text: string, options: Partial<ApartOptions> = {}): Root | string {
  const {
    script = childScript(),
    hangMs = HANG_MS,
    maxMemoryMb = MAX_MEMORY_MB,
    maxTreeBytes = MAX_TREE_BYTES,
  } = options;
  const { NODE_OPTIONS: _, ...env } = process.env;
  const { status, error, stdout } = spawnSync(process.execPath, [`--max-old-space-size=${maxMemoryMb}`, ...script], {
    input: text,
    env,
    timeout: hangMs,
    killSignal: "SIGKILL",
    maxBuffer: maxTreeBytes,
    stdio: ["pipe", "pipe", "ignore"],
  });
  if ((error as NodeJS.ErrnoException | undefined)?.code === "ETIMEDOUT")
    return `Expected a body that is parsed within ${hangMs / 1000} s`;
  if (error || status !== 0) return "Expected a body that can be parsed: the parser ran out of memory or crashed";
  return JSON.parse(stdout.toString()) as Root;
}
