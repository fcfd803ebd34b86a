/**
 * `npm run fuzz [cases] [from]`: checks mutated files, 100,000 unless said otherwise, in two processes. Failures are printed as
 * they come; at the end, and at an interruption, the worst time and memory. The case of a seed is always the same; add one
 * that fails to `kept-seeds.txt`.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { checkMutants, type Outcome } from "./check-mutants.js";

const DEFAULT_CASES = 100_000;
/** A new process for each part shows its own peak of memory, and a crash loses no more than that. */
const CASES_A_PART = 250;
const PARALLEL = 2;
const PART_TIMEOUT_MS = 900_000;
const RENDER_EVERY = 20;
const children = new Set<ChildProcess>();

const [cases = DEFAULT_CASES, from = 0, part] = process.argv.slice(2).map(Number);

if (part === 1) await onePart();
else await all();

/** Runs a part in this process: failures to stderr as they come, the outcome to stdout. */
async function onePart(): Promise<void> {
  const onFailure = ({ seed, what }: Outcome["failures"][number]) =>
    void process.stderr.write(`seed ${seed}: ${what}\n`);
  process.stdout.write(JSON.stringify(await checkMutants({ from, cases, renderEvery: RENDER_EVERY, onFailure })));
}

async function all(): Promise<void> {
  const starts = Array.from({ length: Math.ceil(cases / CASES_A_PART) }, (_, index) => from + index * CASES_A_PART);
  const outcomes: Outcome[] = [];
  const crashed: string[] = [];
  const summary = () => {
    const failures = outcomes.flatMap((one) => one.failures);
    const worst = outcomes.map((one) => one.worst).sort((a, b) => b.milliseconds - a.milliseconds)[0];
    const memory = Math.max(0, ...outcomes.map((one) => one.peakMegabytes));
    process.stdout.write(
      `${done(outcomes)} cases, ${failures.length} failures, ${crashed.length} crashes; ` +
        `${worst === undefined ? "" : `worst time ${Math.round(worst.milliseconds)} ms (seed ${worst.seed}), `}peak memory ${memory} MB\n`,
    );
    return failures.length + crashed.length;
  };
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)
    process.once(signal, () => {
      process.stdout.write("Interrupted: of the parts that were complete, ");
      summary();
      for (const child of children) child.kill();
      process.exit(code);
    });
  const work = async () => {
    for (let start = starts.shift(); start !== undefined; start = starts.shift()) {
      const outcome = await run(start, Math.min(CASES_A_PART, from + cases - start));
      if (typeof outcome === "string") {
        crashed.push(outcome);
        process.stdout.write(`cases from ${start}: ${outcome}\n`);
      } else outcomes.push(outcome);
      process.stderr.write(`${done(outcomes)} of ${cases} cases\n`);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  if (summary() > 0) process.exitCode = 1;
}

function done(outcomes: readonly Outcome[]): number {
  return outcomes.reduce((sum, one) => sum + one.cases, 0);
}

function run(start: number, count: number): Promise<Outcome | string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), String(count), String(start), "1"], {
      stdio: ["ignore", "pipe", "inherit"],
      timeout: PART_TIMEOUT_MS,
    });
    children.add(child);
    let output = "";
    child.stdout.on("data", (data: Buffer) => {
      output += data;
    });
    child.on("close", (code, signal) => {
      children.delete(child);
      resolve(code === 0 ? (JSON.parse(output) as Outcome) : `ended with ${signal ?? code}`);
    });
  });
}
