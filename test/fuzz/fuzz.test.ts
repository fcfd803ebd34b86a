import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkMutants } from "./check-mutants.js";

const CASES = 2000;
/** Seeds that once failed, one a line. */
const KEPT = readFileSync(new URL("./kept-seeds.txt", import.meta.url), "utf8")
  .split("\n")
  .filter(Boolean)
  .map(Number);

test(`${CASES} mutated documents: no crash, and no finding outside of their file`, { timeout: 300_000 }, async () => {
  const { cases, failures } = await checkMutants({ from: 0, cases: CASES, renderEvery: 20 });
  expect(failures).toEqual([]);
  expect(cases).toBe(CASES);
});

test("mutants that once failed", async () => {
  for (const seed of KEPT) expect((await checkMutants({ from: seed, cases: 1, renderEvery: 1 })).failures).toEqual([]);
});
