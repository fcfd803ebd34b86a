import type { ChildProcess } from "node:child_process";
import { subscribe } from "node:diagnostics_channel";
import { readdirSync, readFileSync } from "node:fs";
import type { Readable } from "node:stream";

/** For simple-git: an answer is whole when git's pipes are closed, which `closePipes` sees to. */
export const COMPLETION = { onClose: true, onExit: false } as const;
/** How long nothing more may come of what a git has printed that has ended. */
const PIPE_SILENCE_MS = 500;

/** The processes of git that run. simple-git only asks a process to end, and one that does not would keep this one alive. */
const running = new Set<ChildProcess>();
subscribe("child_process", (message) => {
  const { process: child } = message as { process: ChildProcess };
  running.add(child);
  child
    .once("error", () => running.delete(child))
    .once("exit", () => {
      running.delete(child);
      if (child.spawnfile === "git") closePipes(child);
    });
});

/** Closes the pipes of a git that has ended once nothing more comes: a program that it started may hold them for ever. */
function closePipes(child: ChildProcess): void {
  const pipes = [child.stdout, child.stderr].filter((pipe) => pipe !== null);
  let heard = 0;
  let heardBefore = 0;
  for (const pipe of pipes) pipe.on("data", () => heard++);
  const look = () => {
    if (heard === heardBefore) for (const pipe of pipes) pipe.destroy();
    heardBefore = heard;
  };
  // Pipes are read before the look, also where this process was busy until now.
  const timer = setInterval(() => setImmediate(look), PIPE_SILENCE_MS);
  // The pipes keep this process alive while there is something to wait for.
  timer.unref();
  child.once("close", () => clearInterval(timer));
}

/** Ends the git that prints to these streams, and what it has started, which would run on. */
export function killGit(streams: readonly Readable[]): void {
  for (const child of running) {
    if (child.stdout === null || !streams.includes(child.stdout)) continue;
    const started = child.pid === undefined ? [] : descendantsOf(child.pid);
    child.kill("SIGKILL");
    child.unref();
    for (const pid of started)
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It has ended, or is another user's.
      }
  }
}

/** The processes that another one has started, and those that these have; on Linux only, else none. */
function descendantsOf(pid: number): number[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const children = threads.flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8").split(" ").filter(Boolean).map(Number),
    );
    return children.flatMap((child) => [child, ...descendantsOf(child)]);
  } catch {
    return [];
  }
}
