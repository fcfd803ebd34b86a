import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateCollection } from "../bench/collection.js";

/** Each twice as many postmortems as the one before. */
const SIZES = [20, 40, 80] as const;
/**
 * How many times as much the second doubling may add as the first: 2 where the work is linear, 4 where each is compared with
 * each.
 */
const MAX_GROWTH = 3;
/** The ranking compares every document with all that share a term or an entry; this many operations for each of these pairs. */
const MAX_OPERATIONS_PER_PAIR = 110;
const RANKING = "recall/similar/";
/** Calls of a function that was inlined are not counted, and when V8 inlines one differs from run to run. */
const COUNTS_ALL = ["--no-opt", "--no-maglev"];

/** How often the code of a stage ran, by the file and name of the function. */
type Operations = Record<string, number>;

const folder = mkdtempSync(join(tmpdir(), "inquest-growth-"));
let found: Record<string, Operations>[] = [];

beforeAll(() => {
  const roots = SIZES.map((size) => generateCollection(join(folder, `${size}`), size).root);
  const script = fileURLToPath(new URL("./count-operations.mjs", import.meta.url));
  const printed = execFileSync(process.execPath, [...COUNTS_ALL, script, ...roots], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  found = JSON.parse(printed) as typeof found;
});

afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  "parse",
  "validate",
  "redact",
  "link",
  "measure",
  "report",
  "render",
  "search records",
  "search index",
  "scan",
  "check, build and write",
  "take over what is the same",
])("twice as many postmortems are twice the work: %s", (stage) => {
  const counts = found.map((stages) =>
    Object.entries(stages[stage] ?? {}).filter(([name]) => !name.startsWith(RANKING)),
  );
  const [small = 0, medium = 0, large = 0] = counts.map((one) => one.reduce((total, [, times]) => total + times, 0));
  expect((large - medium) / (medium - small), grownMost(counts)).toBeLessThan(MAX_GROWTH);
});

test("the ranking of what is alike takes few operations for each pair of documents", () => {
  const [, medium = 0, large = 0] = found.map(({ render = {} }) =>
    Object.entries(render).reduce((sum, [name, times]) => (name.startsWith(RANKING) ? sum + times : sum), 0),
  );
  const pairs = SIZES[2] ** 2 - SIZES[1] ** 2;
  expect((large - medium) / pairs).toBeLessThan(MAX_OPERATIONS_PER_PAIR);
});

/** The functions that ran more often than they should, for the message of a failure. */
function grownMost(counts: readonly [string, number][][]): string {
  const [small = {}, medium = {}, large = {}] = counts.map((one) => Object.fromEntries(one));
  const grown = Object.entries(large).map(([name, times]) => {
    const before = medium[name] ?? 0;
    return { name, growth: (times - before) / Math.max(1, before - (small[name] ?? 0)), added: times - before };
  });
  return JSON.stringify(
    grown
      .filter(({ growth }) => growth > MAX_GROWTH)
      .sort((a, b) => b.added - a.added)
      .slice(0, 5),
  );
}
