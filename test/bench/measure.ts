import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/**
 * Makes room at a path without removing what is there, which the end of the benchmark does: for minutes after many files were
 * removed, ext4 takes up to ten times as long to make a new one.
 * @param folder where it goes
 */
export function moveAside(path: string, folder = dirname(path)): void {
  if (existsSync(path)) renameSync(path, join(folder, randomUUID()));
}

/** A process to measure from start to end. */
export interface Work {
  command: string;
  args: readonly string[];
  folder: string;
  environment?: Record<string, string>;
  /** Runs before each measured run, unmeasured. */
  before?: () => void;
}

export interface Measured {
  /** Wall time in milliseconds. */
  time: number;
  /** User and system time in milliseconds: more reliable than wall time on a busy machine. Null where it is unknown. */
  processor: number | null;
  /** Peak memory in bytes, child processes included; null where it is unknown. */
  memory: number | null;
  /** Why the run failed; null where it succeeded. */
  failure: string | null;
}

/** Runs shorter than this are repeated. */
const SHORT_RUN_MS = 5_000;
const RUNS_OF_SHORT = 3;
const MEMORY_SAMPLE_MS = 50;
const GNU_TIME = "/usr/bin/time";

/** The processor time of a running process so far, in milliseconds; null where it is unknown. */
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

/** Runs the work, short work three times: the medians of times, and the highest memory. */
export async function measure(work: Work): Promise<Measured> {
  const first = await run(work);
  const runs = [first];
  while (runs.length < RUNS_OF_SHORT && first.time < SHORT_RUN_MS && first.failure === null) runs.push(await run(work));
  return {
    time: median(runs.map(({ time }) => time)),
    processor: figureOf(runs, ({ processor }) => processor, median),
    memory: figureOf(runs, ({ memory }) => memory, max),
    failure: runs.find(({ failure }) => failure !== null)?.failure ?? null,
  };
}

/** Several runs in a row, as one. */
export function combined(parts: readonly Measured[]): Measured {
  return {
    time: sum(parts.map(({ time }) => time)),
    processor: figureOf(parts, ({ processor }) => processor, sum),
    memory: figureOf(parts, ({ memory }) => memory, max),
    failure: parts.find(({ failure }) => failure !== null)?.failure ?? null,
  };
}

/** A figure over several runs; null where one of them lacks it. */
function figureOf(
  runs: readonly Measured[],
  pick: (run: Measured) => number | null,
  combine: (values: number[]) => number,
): number | null {
  const values = runs.map(pick).filter((value) => value !== null);
  return values.length < runs.length ? null : combine(values);
}

/** The median; of an even number of values the upper one of the two in the middle; 0 of none. */
export const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const max = (values: readonly number[]) => Math.max(...values);

/**
 * Runs a process to its end. Its peak memory is the larger of two figures: the peak of its largest process, and the
 * highest sampled sum of all of them.
 */
async function run({ command, args, folder, environment, before }: Work): Promise<Measured> {
  before?.();
  const reportFolder = mkdtempSync(join(tmpdir(), "inquest-time-"));
  const reportFile = join(reportFolder, "report");
  const timed = gnuTime();
  const env = { ...process.env, ...environment, ...(timed ? {} : selfReport(reportFile)) };
  const started = performance.now();
  const child = timed
    ? spawn(GNU_TIME, ["-v", "-o", reportFile, command, ...args], {
        cwd: folder,
        env,
        stdio: ["ignore", "ignore", "pipe"],
      })
    : spawn(command, args, { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
  const errors: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
  let sampledPeak = 0;
  const sampling = setInterval(() => {
    sampledPeak = Math.max(sampledPeak, memoryOf(child.pid ?? 0));
  }, MEMORY_SAMPLE_MS);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  }).finally(() => clearInterval(sampling));
  const time = performance.now() - started;
  const report = existsSync(reportFile) ? readFileSync(reportFile, "utf8") : "";
  rmSync(reportFolder, { recursive: true, force: true });
  const figure = (name: string) => Number(new RegExp(`${name} \\(\\w+\\): ([\\d.]+)`).exec(report)?.[1] ?? 0);
  const memory = Math.max(figure("Maximum resident set size") * 1024, sampledPeak);
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

/** Without GNU time, a Node process writes its own peak memory at its exit, in the form of GNU time. */
function selfReport(reportFile: string): Record<string, string> {
  const text = `"Maximum resident set size (kbytes): "+process.resourceUsage().maxRSS`;
  const script = `import{writeFileSync}from"node:fs";process.on("exit",()=>writeFileSync(${JSON.stringify(reportFile)},${text}))`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}` };
}

/** The bytes that a process and its descendants hold now; 0 where it is unknown. */
function memoryOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const own = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
    return own + children.reduce((sum, child) => sum + (child === "" ? 0 : memoryOf(Number(child))), 0);
  } catch {
    // Not Linux, or the process has ended.
    return 0;
  }
}
