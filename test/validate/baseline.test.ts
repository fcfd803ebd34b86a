import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { writeBaseline } from "../../src/validate/baseline.js";
import { findingsOf, put } from "../support/findings.js";

const INCIDENT = "incidents/2026-03-14-stale-grants-after-forced-rollout.md";
const MESSAGE = 'Expected blameless wording, found "human error"';
const entry = (count: number, file = INCIDENT) => ({ rule: "blameless-language", file, message: MESSAGE, count });
const baseline = (...files: string[]) => writeBaseline({ version: 1, findings: files.map((file) => entry(1, file)) });

test.each([
  [1, 2, "counts 2, found 1", "Run check with --update-baseline to lower the count"],
  [2, 5, "counts 5, found 2", "Run check with --update-baseline to lower the count"],
  [0, 2, "is gone", "Run check with --update-baseline to take it out"],
])("of %i findings where %i are counted it says so", async (found, counted, rest, hint) => {
  const text = writeBaseline({ version: 1, findings: [entry(counted)] });
  const section = put(`## Impact\n\n${"It was human error.\n\n".repeat(found)}Nothing else.`);
  const fences = [put(text, "baseline.json", "json"), section];
  expect(await findingsOf("baseline-stale", fences)).toMatchObject([
    { message: `Stale baseline entry: "blameless-language" in ${INCIDENT} ${rest}`, hint },
  ]);
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
