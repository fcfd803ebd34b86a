/** `npm run bench`: time and peak memory of inquest and of its peers on a generated collection. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type GeneratedCollection, generateCollection } from "./collection.js";
import { measureKeystrokes } from "./lsp.js";
import { gnuTime, type Measured, measure, moveAside, type Work } from "./measure.js";
import { type Peers, runPeers } from "./peers.js";
import { measureServe } from "./serve.js";
import { type Row, shown, tableOf } from "./table.js";

/** The folder of this repository: npm runs scripts there. */
const PACKAGE = process.cwd();
const CLI = join(PACKAGE, "dist/bin/cli.js");
/** Beside the bundle of this file. */
const MEASURES = fileURLToPath(new URL("measures.js", import.meta.url));

/** Goals for 10,000 postmortems. */
const MAX_MEMORY_BYTES = 1024 * 2 ** 20;
/** Goal: how many times as long ten times as many postmortems may take. */
const MAX_TENFOLD_GROWTH = 11;

const HELP = `Usage: npm run bench -- [options]

Measures time and peak memory of inquest, and of Hugo, Pagefind and Eleventy where they are installed, on a generated collection.

Options:
  --count <n>       how many postmortems it has (default: 1000); may be repeated, to print the growth from the first to the last
  --check           measure only commands that make no site
  --serve           measure only the live server and the language server
  --eleventy <dir>  a folder in which Eleventy is installed (default: this one)
  --keep            keep the generated collection
  --help            print this
`;

const values = readArguments();
const counts = values.count.map(Number);

const print = (text: string) => process.stdout.write(`${text}\n`);
const loadAverage = () =>
  `Load average ${loadavg()
    .map((one) => one.toFixed(1))
    .join(" ")}`;

print(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB`);
print(
  gnuTime()
    ? "Memory: /usr/bin/time, and what all processes of a run hold at one time"
    : "Memory: of the main process only, because /usr/bin/time is missing",
);
if (!values.serve) print(`\n${tableOf(await exampleRows())}`);

/** Removed at the end, also after a signal or an error. */
const temporary = new Set<string>();
const cleanUp = () => {
  for (const folder of temporary) if (!values.keep) rmSync(folder, { recursive: true, force: true });
};
process.on("exit", cleanUp);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(1));

if (!values.check) await benchExample();
const builds: { count: number; build: Measured }[] = [];
for (const count of counts) {
  const build = await bench(count);
  if (build !== null) builds.push({ count, build });
}
const [first, last] = [builds[0], builds.at(-1)];
if (first && last && last.count > first.count && last.build.failure === null) {
  const growth = last.build.time / first.build.time;
  const limit = (MAX_TENFOLD_GROWTH * last.count) / first.count / 10;
  print(`build, ${first.count} to ${last.count}: ${growth.toFixed(1)} × as long, goal ${limit} ×`);
}

/** Ends the program where help is asked for, or the arguments are wrong. */
function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        count: { type: "string", multiple: true, default: ["1000"] },
        eleventy: { type: "string", default: process.cwd() },
        keep: { type: "boolean", default: false },
        serve: { type: "boolean", default: false },
        check: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) {
      process.stdout.write(HELP);
      process.exit(0);
    }
    const wrong = values.count.find((count) => !/^[1-9]\d*$/.test(count));
    if (wrong !== undefined)
      throw new Error(`--count: expected a whole number above 0, found ${JSON.stringify(wrong)}`);
    return values;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${HELP}`);
    process.exit(2);
  }
}

/** The example collection without a cache, as in CI. */
async function exampleRows(): Promise<Row[]> {
  const run = (...args: string[]) =>
    measure(ours(PACKAGE, [...args, "--no-cache", "--root", join(PACKAGE, "postmortems")]));
  const check = await run("check");
  const recall = await run("recall", "src/read/bounded.ts");
  return [
    { work: "check, example collection", ours: check },
    { work: "recall, example collection", ours: recall, maxTimeMs: 500 },
  ];
}

/** Measures the live server with a copy of the example, which may be changed. */
async function benchExample(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "inquest-bench-"));
  temporary.add(folder);
  cpSync(join(PACKAGE, "postmortems"), folder, { recursive: true });
  print(`Example collection, ${await measureServe(CLI, folder, "2021-10-28-roblox-consul")}`);
}

/** Measures everything on a new collection and prints it. @returns the build with search; null where none was made */
async function bench(count: number): Promise<Measured | null> {
  const folder = mkdtempSync(join(tmpdir(), "inquest-bench-"));
  temporary.add(folder);
  try {
    const collection = generateCollection(join(folder, "repository"), count);
    const { postmortems, drills, size, root } = collection;
    print(
      `${postmortems} postmortems of ${(size / 1000).toFixed(1)} KB and ${drills} drills in ${folder}. ${loadAverage()}`,
    );
    if (values.check) {
      const runs = await runChecks(collection, folder);
      print(`\n${tableOf(checkRows(count, runs))}`);
      print(memoryOf(Object.values(runs)));
      return null;
    }
    print(`${loadAverage()}\n${await measureServe(CLI, root, collection.edited)}`);
    print(await measureKeystrokes(CLI, root, collection.edited));
    if (values.serve) return null;
    const runs = await runOurs(collection, folder);
    const peers = await runPeers(root, join(folder, "peers"), {
      packageFolder: PACKAGE,
      eleventyFolder: values.eleventy,
    });
    print(`${peers.notes.join("; ")}. ${loadAverage()}\n\n${tableOf(rowsOf(count, runs, peers))}`);
    if ((loadavg()[0] ?? 0) > cpus().length + 1)
      print("The machine is busy with other work: go by the processor times.");
    print(memoryOf(Object.values(runs)));
    return runs.build;
  } finally {
    cleanUp();
  }
}

type Checks = Record<"check" | "warm" | "changed" | "recall" | "report", Measured>;
type Runs = Checks & Record<"pages" | "build" | "rebuild" | "measures", Measured>;

/** Runs the program on a collection, with a cache that is empty until its first run. */
function runnerFor({ root }: GeneratedCollection, folder: string) {
  const [cache, site] = [join(folder, "cache"), join(folder, "site")];
  return {
    cold: () => {
      for (const path of [cache, site]) moveAside(path);
    },
    run: async (before: (() => void) | null, ...args: string[]) => {
      const work = ours(folder, [...args, "--root", root, ...(args[0] === "build" ? ["--out", site] : [])]);
      const measured = await measure({ ...work, environment: { XDG_CACHE_HOME: cache }, ...(before && { before }) });
      process.stderr.write(`inquest ${args.join(" ")}: ${shown(measured)}\n`);
      return measured;
    },
  };
}

async function runChecks(collection: GeneratedCollection, folder: string): Promise<Checks> {
  const { cold, run } = runnerFor(collection, folder);
  const recall = ["recall", join(collection.root, "inquest.yaml")];
  const check = await run(cold, "check");
  const warm = await run(null, "check");
  const changed = await run(collection.edit, "check");
  // The first run keeps what the second reads.
  await run(null, ...recall);
  return {
    check,
    warm,
    changed,
    recall: await run(null, ...recall),
    report: await run(null, "report", "--format", "json"),
  };
}

async function runOurs(collection: GeneratedCollection, folder: string): Promise<Runs> {
  const checks = await runChecks(collection, folder);
  const { cold, run } = runnerFor(collection, folder);
  return {
    ...checks,
    pages: await run(cold, "build", "--no-search"),
    build: await run(cold, "build"),
    rebuild: await run(collection.edit, "build"),
    measures: measuresOf(collection.root),
  };
}

/** The measures alone, after linking, in a process of their own. */
function measuresOf(root: string): Measured {
  const output = execFileSync(process.execPath, [MEASURES, root], { encoding: "utf8" });
  const measured: Measured = {
    ...(JSON.parse(output) as { time: number; processor: number }),
    memory: null,
    failure: null,
  };
  process.stderr.write(`the measures, after linking: ${shown(measured)}\n`);
  return measured;
}

/** A goal that is one for 10,000 postmortems. */
function goalAt(count: number, limit: number): number | undefined {
  return count >= 10_000 ? limit : undefined;
}

function checkRows(count: number, runs: Checks): Row[] {
  return [
    { work: "check, cold", ours: runs.check, maxTimeMs: goalAt(count, 11_000) },
    { work: "check, warm", ours: runs.warm, maxTimeMs: goalAt(count, 1500) },
    { work: "check, one changed file", ours: runs.changed, maxTimeMs: goalAt(count, 1500) },
    { work: "recall, warm", ours: runs.recall, maxTimeMs: goalAt(count, 400) },
    { work: "report --format json, warm", ours: runs.report },
  ];
}

function rowsOf(count: number, runs: Runs, peers: Peers): Row[] {
  const hugo = { name: "Hugo", measured: peers.hugo };
  const both = { name: "Hugo + Pagefind", measured: peers.hugoAndPagefind };
  const eleventy = { name: "Eleventy", measured: peers.eleventy };
  return [
    ...checkRows(count, runs),
    { work: "build --no-search", ours: runs.pages, peer: hugo },
    { work: "build --no-search", ours: runs.pages, peer: eleventy },
    { work: "build", ours: runs.build, peer: both, maxRatio: 1.5 },
    { work: "build after one edit", ours: runs.rebuild, peer: both, maxTimeMs: count >= 10_000 ? 3000 : 1000 },
    { work: "the measures alone, after linking", ours: runs.measures },
  ];
}

function ours(folder: string, args: readonly string[]): Work {
  return { command: process.execPath, args: [CLI, ...args], folder };
}

function memoryOf(runs: readonly Measured[]): string {
  const peak = Math.max(...runs.map(({ memory }) => memory ?? 0));
  if (peak === 0) return "Memory: unknown on this system";
  return `Peak memory of inquest ${Math.round(peak / 2 ** 20)} MB; goal at 10,000: ${MAX_MEMORY_BYTES / 2 ** 20} MB\n`;
}
