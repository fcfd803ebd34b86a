import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { compareDiagnostics, type Diagnostic } from "../../src/model/diagnostic.js";
import { FILE_START } from "../../src/model/place.js";
import { applyBaseline, baselineOf, writeBaseline } from "../../src/validate/baseline.js";
import { findingsOf, put } from "../support/findings.js";

const INCIDENT = "incidents/2026-03-14-stale-grants-after-forced-rollout.md";
const entry = (count: number, file = INCIDENT) => ({ rule: "blameless-language", file, path: "body/Impact", count });
const baseline = (...files: string[]) => writeBaseline({ version: 2, findings: files.map((file) => entry(1, file)) });

test.each([
  [1, 2, "counts 2, found 1", "Run check with --update-baseline to lower the count"],
  [2, 5, "counts 5, found 2", "Run check with --update-baseline to lower the count"],
  [0, 2, "is gone", "Run check with --update-baseline to take it out"],
])("of %i findings where %i are counted it says so", async (found, counted, rest, hint) => {
  const text = writeBaseline({ version: 2, findings: [entry(counted)] });
  const section = put(`## Impact\n\n${"It was human error.\n\n".repeat(found)}Nothing else.`);
  const fences = [put(text, "baseline.json", "json"), section];
  expect(await findingsOf("baseline-stale", fences)).toMatchObject([
    { message: `Stale baseline entry: "blameless-language" in ${INCIDENT} ${rest}`, hint },
  ]);
});

const diagnostic = (path: string, message = "As it was"): Diagnostic => ({
  ...FILE_START,
  ...{ rule: "action-overdue", severity: "warning", file: INCIDENT, path, message },
});

test("new words make no entry stale, and another value is not covered", () => {
  const before = [diagnostic("actions/A1/due"), diagnostic("actions/A2/due")];
  const now = [diagnostic("actions/A1/due", "In other words"), diagnostic("actions/A3/due", "In other words")];
  const { kept, baselined, stale } = applyBaseline(now, baselineOf(before, new Set()), new Set());
  expect([kept, baselined]).toEqual([[now[1]], [now[0]]]);
  expect(stale).toEqual([{ index: 1, found: 0 }]);
});

test("of as many as it counts an entry covers all, of one more it does not cover the last", () => {
  const two = [diagnostic("body/Impact"), diagnostic("body/Impact")];
  const counted = baselineOf(two, new Set());
  expect(counted.findings).toEqual([{ rule: "action-overdue", file: INCIDENT, path: "body/Impact", count: 2 }]);
  expect(applyBaseline(two, counted, new Set())).toMatchObject({ kept: [], stale: [] });
  const three = [...two, { ...diagnostic("body/Impact"), line: 9 }].sort(compareDiagnostics);
  expect(applyBaseline(three, counted, new Set()).kept).toEqual([three[2]]);
});

test("version 1 covers what has its message first, and then what has its rule and file", () => {
  const old = { rule: "action-overdue", file: INCIDENT, message: "As it was", count: 1 };
  const all = [diagnostic("actions/A1/due", "In other words"), diagnostic("actions/A2/due")];
  const covered = (count: number) => applyBaseline(all, { version: 1, findings: [{ ...old, count }] }, new Set());
  expect(covered(1).baselined).toEqual([all[1]]);
  expect(covered(2).baselined).toEqual(all);
  expect(covered(3).stale).toEqual([{ index: 0, found: 2 }]);
});

test("a formatter leaves a written baseline as it is", () => {
  const biome = fileURLToPath(new URL("../../node_modules/@biomejs/biome/bin/biome", import.meta.url));
  for (const input of [
    baseline(),
    baseline("incidents/a.md"),
    baseline("incidents/a.md", `${"long/".repeat(40)}b.md`),
  ]) {
    const args = ["format", "--stdin-file-path=baseline.json"];
    expect(execFileSync(process.execPath, [biome, ...args], { input, encoding: "utf8" })).toBe(input);
  }
});

test("what two branches have mended merges", () => {
  const folder = mkdtempSync(join(tmpdir(), "inquest-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const files = ["a", "b", "c", "d", "e"];
  const without = (...gone: string[]) => baseline(...files.filter((file) => !gone.includes(file)));
  const merged = (ours: string, theirs: string) =>
    execFileSync(
      "git",
      ["merge-file", "-p", write("1", without(ours)), write("0", without()), write("2", without(theirs))],
      {
        encoding: "utf8",
      },
    );
  expect(merged("a", "c")).toBe(without("a", "c"));
  expect(merged("b", "d")).toBe(without("b", "d"));
  expect(merged("e", "c")).toBe(without("c", "e"));
});
