import { fileURLToPath } from "node:url";
import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";

const CLI = fileURLToPath(new URL("../../dist/bin/cli.js", import.meta.url));
const THREAD = fileURLToPath(new URL("./program-thread.mjs", import.meta.url));
const MAX_RUN_MS = 240_000;

interface Run {
  code: number;
  stdout: string;
  /** Without what git could not tell: most tests run outside of a repository. */
  stderr: string;
}

const GIT_NOTE = /^inquest: note: .*, so rules about earlier versions find nothing; .*\n/gm;

let thread: Worker | undefined;

/**
 * Runs the built program as a user would who does not sit at a terminal, and waits for its end. It runs in a thread that
 * this file of tests keeps, because loading the program takes longer than most of its runs; what depends on a process
 * (signals, a terminal, an open stdin, exit codes) is tested with one.
 */
export function inquest(
  args: readonly string[],
  { cwd = process.cwd(), env = {}, input = "" }: { cwd?: string; env?: Record<string, string>; input?: string } = {},
): Run {
  // Not the options of the test runner, which change what packages resolve to.
  thread ??= new Worker(THREAD, { workerData: { program: CLI }, execArgv: [] });
  thread.unref();
  const { port1, port2 } = new MessageChannel();
  const ended = new Int32Array(new SharedArrayBuffer(4));
  const before = process.cwd();
  // Threads share the working directory of their process.
  process.chdir(cwd);
  try {
    const all = { ...process.env, ...env };
    thread.postMessage({ args, env: all, input, port: port2, ended }, [port2]);
    if (Atomics.wait(ended, 0, 0, MAX_RUN_MS) === "timed-out")
      throw new Error(`inquest ${args.join(" ")} did not end within ${MAX_RUN_MS / 1000} s`);
    const run = receiveMessageOnPort(port1)?.message as Run;
    return { ...run, stderr: run.stderr.replace(GIT_NOTE, "") };
  } finally {
    process.chdir(before);
    port1.close();
  }
}
