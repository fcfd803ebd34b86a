import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A process to be run as a whole. */
export interface Work {
  command: string;
  args: readonly string[];
  folder: string;
  environment?: Record<string, string>;
  /** What has to be done before each run. */
  before?: () => void;
}

export interface Measured {
  /** Milliseconds from start to end. */
  time: number;
  /** Milliseconds of processor time, which say more than the clock on a busy machine; null where the system does not tell. */
  processor: number | null;
  /** Bytes held at the peak by the process and those that it started; null where the system does not tell. */
  memory: number | null;
  /** Why it came to nothing, or null. */
  failure: string | null;
}

const SHORT = 5_000;
const REPEATED = 3;
const SAMPLED_EVERY = 50;
const GNU_TIME = "/usr/bin/time";

/** Milliseconds that a process that still runs has worked so far; null where the system does not tell. */
export function childProcessorTime(pid: number | undefined): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    // User and system time, in hundredths of a second.
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return null;
  }
}

/** Runs the work; what is over in five seconds three times, and takes the medians and the highest memory. */
export async function measure(work: Work): Promise<Measured> {
  const first = await run(work);
  const runs = [first];
  while (runs.length < REPEATED && first.time < SHORT && first.failure === null) runs.push(await run(work));
  return {
    time: median(runs.map(({ time }) => time)),
    processor: known(runs, ({ processor }) => processor, median),
    memory: known(runs, ({ memory }) => memory, most),
    failure: runs.find(({ failure }) => failure !== null)?.failure ?? null,
  };
}

/** One after the other, as one piece of work. */
export function together(parts: readonly Measured[]): Measured {
  return {
    time: sum(parts.map(({ time }) => time)),
    processor: known(parts, ({ processor }) => processor, sum),
    memory: known(parts, ({ memory }) => memory, most),
    failure: parts.find(({ failure }) => failure !== null)?.failure ?? null,
  };
}

/** A figure over several runs; null where one of them does not have it. */
function known(
  runs: readonly Measured[],
  of: (run: Measured) => number | null,
  over: (values: number[]) => number,
): number | null {
  const values = runs.map(of).filter((value) => value !== null);
  return values.length < runs.length ? null : over(values);
}

/** The middle of some values, of an even number the upper one; 0 of none. */
export const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const most = (values: readonly number[]) => Math.max(...values);

/**
 * Runs a process to its end. Its peak memory is what the system says of the largest of its processes, or what all of
 * them were seen to hold at one time, whichever is more.
 */
async function run({ command, args, folder, environment, before }: Work): Promise<Measured> {
  before?.();
  const notes = mkdtempSync(join(tmpdir(), "inquest-time-"));
  const note = join(notes, "note");
  const timed = gnuTime();
  const env = { ...process.env, ...environment, ...(timed ? {} : selfReport(note)) };
  const started = performance.now();
  const child = timed
    ? spawn(GNU_TIME, ["-v", "-o", note, command, ...args], { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] })
    : spawn(command, args, { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
  const errors: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
  let seen = 0;
  const sampling = setInterval(() => {
    seen = Math.max(seen, heldBy(child.pid ?? 0));
  }, SAMPLED_EVERY);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  }).finally(() => clearInterval(sampling));
  const time = performance.now() - started;
  const told = existsSync(note) ? readFileSync(note, "utf8") : "";
  rmSync(notes, { recursive: true, force: true });
  const figure = (name: string) => Number(new RegExp(`${name} \\(\\w+\\): ([\\d.]+)`).exec(told)?.[1] ?? 0);
  const memory = Math.max(figure("Maximum resident set size") * 1024, seen);
  const processor = (figure("User time") + figure("System time")) * 1000;
  return {
    time,
    processor: processor > 0 ? processor : null,
    memory: memory > 0 ? memory : null,
    failure: code === 0 ? null : reasonOf(Buffer.concat(errors).toString(), code),
  };
}

function reasonOf(errors: string, code: number | null): string {
  if (errors.includes("heap out of memory")) return "out of memory";
  return `exit ${code}: ${errors.trim().split("\n").at(-1)?.slice(0, 200)}`;
}

/** Whether the system has GNU's `time`. */
export function gnuTime(): boolean {
  return process.platform === "linux" && existsSync(GNU_TIME);
}

/** Where there is no `time -v`, a Node process writes down itself what it held. */
function selfReport(note: string): Record<string, string> {
  const text = `"Maximum resident set size (kbytes): "+process.resourceUsage().maxRSS`;
  const script = `import{writeFileSync}from"node:fs";process.on("exit",()=>writeFileSync(${JSON.stringify(note)},${text}))`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}` };
}

/** The bytes that a process and its descendants hold now, as Linux tells. */
function heldBy(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const own = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
    return own + children.reduce((sum, child) => sum + (child === "" ? 0 : heldBy(Number(child))), 0);
  } catch {
    // Not Linux, or over by now.
    return 0;
  }
}
