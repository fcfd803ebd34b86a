import { mkdtempSync, rmSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateCollection } from "../bench/collection.js";

/** Each twice as many postmortems as the one before. */
const SIZES = [20, 40, 80] as const;
/** How many times as much the second doubling may add as the first: 2 where the work is linear. */
const MAX_GROWTH = 2.3;
/** The ranking compares every document with all that share a term or an entry; this many operations for each of these pairs. */
const MAX_OPERATIONS_PER_PAIR = 110;
const RANKING = "recall/similar/";

/** How often the code of a stage ran, by the file and name of the function. */
type Operations = ReadonlyMap<string, number>;

const folder = mkdtempSync(join(tmpdir(), "inquest-growth-"));
const session = new Session();
const found = new Map<string, Operations[]>();

beforeAll(async () => {
  session.connect();
  await session.post("Profiler.enable");
  // Only code that is loaded after this is counted by its blocks.
  await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  for (const size of SIZES) await runStages(generateCollection(join(folder, `${size}`), size).root);
}, 240_000);

afterAll(() => {
  session.disconnect();
  rmSync(folder, { recursive: true });
});

async function runStages(root: string): Promise<void> {
  const { load, validateLoaded } = await import("../../src/pipeline/check.js");
  const { planFor, linkAndMeasure } = await import("../../src/pipeline/site.js");
  const { redact } = await import("../../src/redact/redact.js");
  const { LeakSearch } = await import("../../src/redact/scan.js");
  const { buildSearchIndex } = await import("../../src/search/build-index.js");
  const { loadLanguage } = await import("../../src/search/languages.js");
  const stage = async <T>(name: string, work: () => T | Promise<T>): Promise<T> => {
    await count();
    const result = await work();
    found.set(name, [...(found.get(name) ?? []), await count()]);
    return result;
  };
  const loaded = await stage("parse", () => load(root));
  const { collection } = await stage("validate", () =>
    validateLoaded(root, loaded, { now: "2026-07-01", today: null }),
  );
  await stage("redact", () => redact(collection, "public"));
  const options = { audience: "public", baseUrl: null, now: "2026-07-01", commit: null, version: "1" } as const;
  await stage("link and measure", () => linkAndMeasure(collection, options));
  const { plan } = await planFor(root, collection, { ...options, isPartial: false });
  const files = await stage("render", () => [...plan.files()]);
  const records = await stage("search records", () => [...plan.records()]);
  const language = await loadLanguage("en");
  await stage("search index", () => buildSearchIndex(records, language));
  await stage("scan", () => {
    const search = new LeakSearch(collection);
    for (const file of files.filter((_, at) => at % 4 === 0)) search.look(file);
  });
}

/** What ran since the last time. */
async function count(): Promise<Operations> {
  const { result } = await session.post("Profiler.takePreciseCoverage");
  const counts = new Map<string, number>();
  for (const { url, functions } of result) {
    const path = /\/src\/(.*)$/.exec(url)?.[1];
    if (path === undefined) continue;
    for (const { functionName, ranges } of functions) {
      const name = `${path} ${functionName}`;
      counts.set(
        name,
        ranges.reduce((sum, range) => sum + range.count, counts.get(name) ?? 0),
      );
    }
  }
  return counts;
}

test.each(["parse", "validate", "redact", "link and measure", "render", "search records", "search index", "scan"])(
  "twice as many postmortems are twice the work: %s",
  (stage) => {
    const counts = (found.get(stage) ?? []).map(
      (one) => new Map([...one].filter(([name]) => !name.startsWith(RANKING))),
    );
    const growth = (name: string) => {
      const [small = 0, medium = 0, large = 0] = counts.map((one) => one.get(name) ?? 0);
      return { name, growth: (large - medium) / Math.max(1, medium - small), added: large - medium };
    };
    const sum = counts.map((one) => [...one.values()].reduce((total, times) => total + times, 0));
    const [small = 0, medium = 0, large = 0] = sum;
    const worst = [...(counts[2]?.keys() ?? [])]
      .map(growth)
      .filter((one) => one.growth > MAX_GROWTH)
      .sort((a, b) => b.added - a.added)
      .slice(0, 5);
    expect((large - medium) / (medium - small), JSON.stringify(worst)).toBeLessThan(MAX_GROWTH);
  },
);

test("the ranking of what is alike takes few operations for each pair of documents", () => {
  const [, medium = 0, large = 0] = (found.get("render") ?? []).map((one) =>
    [...one].reduce((sum, [name, times]) => (name.startsWith(RANKING) ? sum + times : sum), 0),
  );
  const pairs = SIZES[2] ** 2 - SIZES[1] ** 2;
  expect((large - medium) / pairs).toBeLessThan(MAX_OPERATIONS_PER_PAIR);
});
