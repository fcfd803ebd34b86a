/**
 * `npm run fuzz [cases] [from]`: checks mutated documents, 100,000 unless said otherwise, in two processes, and prints the worst time and
 * memory. The case of a seed is always the same; add one that fails to `kept-seeds.txt`.
 */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { checkMutants, type Outcome } from "./check-mutants.js";

const DEFAULT_CASES = 100_000;
/** A new process for each part shows its own peak of memory, and a crash loses no more than that. */
const CASES_A_PART = 2500;
const PARALLEL = 2;
const PART_TIMEOUT_MS = 900_000;
const RENDER_EVERY = 20;

const [cases = DEFAULT_CASES, from = 0, part] = process.argv.slice(2).map(Number);

if (part === 1) process.stdout.write(JSON.stringify(await checkMutants({ from, cases, renderEvery: RENDER_EVERY })));
else await all();

async function all(): Promise<void> {
  const starts = Array.from({ length: Math.ceil(cases / CASES_A_PART) }, (_, index) => from + index * CASES_A_PART);
  const outcomes: Outcome[] = [];
  const crashed: string[] = [];
  const work = async () => {
    for (let start = starts.shift(); start !== undefined; start = starts.shift()) {
      const outcome = await run(start, Math.min(CASES_A_PART, from + cases - start));
      if (typeof outcome === "string") crashed.push(`cases from ${start}: ${outcome}`);
      else outcomes.push(outcome);
      process.stderr.write(`${outcomes.reduce((sum, one) => sum + one.cases, 0)} of ${cases} cases\n`);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  const failures = outcomes.flatMap((one) => one.failures);
  const worst = outcomes.map((one) => one.worst).sort((a, b) => b.milliseconds - a.milliseconds)[0];
  const memory = Math.max(...outcomes.map((one) => one.peakMegabytes));
  for (const { seed, what } of failures) process.stdout.write(`seed ${seed}: ${what}\n`);
  for (const one of crashed) process.stdout.write(`${one}\n`);
  process.stdout.write(
    `${outcomes.reduce((sum, one) => sum + one.cases, 0)} cases, ${failures.length} failures, ${crashed.length} crashes; ` +
      `worst time ${Math.round(worst?.milliseconds ?? 0)} ms (seed ${worst?.seed}), peak memory ${memory} MB\n`,
  );
  if (failures.length + crashed.length > 0) process.exitCode = 1;
}

function run(start: number, count: number): Promise<Outcome | string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), String(count), String(start), "1"], {
      stdio: ["ignore", "pipe", "ignore"],
      timeout: PART_TIMEOUT_MS,
    });
    let output = "";
    child.stdout.on("data", (data: Buffer) => {
      output += data;
    });
    child.on("close", (code, signal) =>
      resolve(code === 0 ? (JSON.parse(output) as Outcome) : `ended with ${signal ?? code}`),
    );
  });
}
