import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { CheckResult } from "../../src/reporters/json.js";
import { ALSO_SOUND, collectionFolder, SOUND } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";

const OLD = "incidents/2019-05-01-an-old-one.md";
const NEW = "incidents/2026-03-14-a-new-one.md";
const IMPACT = "## Impact\nSign-in failed for an hour.\n\n";
const WITHOUT_IMPACT = SOUND.replace(IMPACT, "");
const NEW_WITHOUT_IMPACT = ALSO_SOUND.replace(IMPACT, "");
const TWO_FAULTS = WITHOUT_IMPACT.replace("## Lessons\nPublish before use.\n", "");

function check(root: string, ...args: string[]) {
  const { code, stdout } = inquest(["check", "--format", "json", "--baseline", "baseline.json", ...args], {
    cwd: root,
  });
  const { diagnostics, summary } = JSON.parse(stdout) as CheckResult;
  return { code, found: diagnostics.filter(({ rule }) => rule !== "date-of-id" && rule !== "orphan-entry"), summary };
}

test("old findings do not fail the run, new ones do", () => {
  const root = collectionFolder({ [OLD]: TWO_FAULTS });
  const first = check(root, "--update-baseline");
  expect(first).toMatchObject({ code: 0, found: [] });
  expect(first.summary.baselined).toBeGreaterThanOrEqual(2);
  writeFileSync(join(root, NEW), NEW_WITHOUT_IMPACT);
  expect(check(root)).toMatchObject({ code: 1, found: [{ rule: "required-section", file: NEW }] });
});

test("what is gone is stale, and an update takes it out and adds nothing", () => {
  const root = collectionFolder({ [OLD]: TWO_FAULTS });
  check(root, "--update-baseline");
  writeFileSync(join(root, OLD), WITHOUT_IMPACT);
  writeFileSync(join(root, NEW), NEW_WITHOUT_IMPACT);
  const stale = check(root);
  expect(stale.found.map(({ rule, file }) => [rule, file])).toEqual([
    ["baseline-stale", "baseline.json"],
    ["required-section", NEW],
  ]);
  const line = readFileSync(join(root, "baseline.json"), "utf8").split("\n")[(stale.found[0]?.line ?? 0) - 1];
  expect(line).toContain('"path": "body/Lessons"');
  check(root, "--update-baseline");
  const { findings } = JSON.parse(readFileSync(join(root, "baseline.json"), "utf8"));
  const sections = findings.filter((one: { rule: string }) => one.rule === "required-section");
  expect(sections).toEqual([{ rule: "required-section", file: OLD, path: "body/Impact", count: 1 }]);
  expect(check(root).found.map(({ rule }) => rule)).toEqual(["required-section"]);
});

test("a baseline of a version that does not exist is one diagnostic, which says which ones do", () => {
  const root = collectionFolder({ [OLD]: SOUND, "baseline.json": '{"version": 3, "findings": []}' });
  expect(check(root).found).toEqual([
    expect.objectContaining({
      rule: "schema",
      file: "baseline.json",
      message: "Unknown version 3",
      hint: "Allowed: 1, 2",
    }),
  ]);
});

test("a baseline of version 1 is read, and an update converts it in place", () => {
  const root = collectionFolder({ [OLD]: TWO_FAULTS });
  check(root, "--update-baseline");
  const path = join(root, "baseline.json");
  const current = readFileSync(path, "utf8");
  const findings = JSON.parse(current).findings.map((one: { rule: string; file: string; count: number }) => ({
    rule: one.rule,
    file: one.file,
    message: "As an earlier version worded it",
    count: one.count,
  }));
  writeFileSync(path, JSON.stringify({ version: 1, findings }));
  expect(check(root)).toMatchObject({ code: 0, found: [] });
  writeFileSync(join(root, NEW), NEW_WITHOUT_IMPACT);
  expect(check(root)).toMatchObject({ code: 1, found: [{ rule: "required-section", file: NEW }] });
  check(root, "--update-baseline");
  expect(readFileSync(path, "utf8")).toBe(current);
});

test("a schema error cannot be baselined", () => {
  const root = collectionFolder({ [OLD]: SOUND.replace("owner: editors", "ownr: editors\nowner: editors") });
  check(root, "--update-baseline");
  expect(check(root)).toMatchObject({ code: 1, found: [{ rule: "schema" }] });
});

test.each([
  [
    "a file that is not there",
    ["--baseline", "gone.json"],
    /Cannot read gone\.json: there is no such file; --update-baseline creates it/,
  ],
  ["an update without a file", ["--update-baseline"], /--update-baseline needs a file/],
  ["an update of a part", ["--baseline", "b.json", "--update-baseline", "incidents"], /leave the paths out/],
])("%s is one clear fault", (_, args, message) => {
  const root = collectionFolder({ [OLD]: SOUND });
  const { code, stderr } = inquest(["check", ...args], { cwd: root });
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
  expect(stderr.trim().split("\n")).toHaveLength(1);
});

test("a baseline that is no baseline is a placed finding", () => {
  const root = collectionFolder({ [OLD]: SOUND, "baseline.json": '{"version": 1, "findings": [{"rule": 3}]}' });
  const { code, found } = check(root);
  expect(code).toBe(1);
  expect(found[0]).toMatchObject({ rule: "schema", file: "baseline.json", line: 1 });
});

test("inquest.yaml names the baseline once: check, its updates and build know it without an option", () => {
  const root = collectionFolder({ [OLD]: TWO_FAULTS });
  const config = join(root, "inquest.yaml");
  writeFileSync(config, `${readFileSync(config, "utf8")}baseline: baseline.json\n`);
  const run = (...args: string[]) => {
    const { code, stdout } = inquest(["check", "--format", "json", ...args], { cwd: root });
    return { code, result: JSON.parse(stdout) as CheckResult };
  };
  const missing = run().result.diagnostics.find(({ rule }) => rule === "baseline-stale");
  const line = readFileSync(config, "utf8").trimEnd().split("\n").length;
  expect(missing).toMatchObject({ file: "inquest.yaml", line, message: 'No file "baseline.json" in the collection' });
  expect(inquest(["build", "--no-search"], { cwd: root }).code).toBe(1);

  const updated = run("--update-baseline");
  expect(updated.code).toBe(0);
  expect(updated.result.summary.baselined).toBeGreaterThanOrEqual(2);
  expect(run().code).toBe(0);
  expect(inquest(["build", "--no-search"], { cwd: root }).code).toBe(0);

  writeFileSync(join(root, OLD), WITHOUT_IMPACT);
  expect(run().result.diagnostics.map(({ rule, file }) => [rule, file])).toContainEqual([
    "baseline-stale",
    "baseline.json",
  ]);
  run("--update-baseline");
  expect(run().result.diagnostics.map(({ rule }) => rule)).not.toContain("baseline-stale");
  writeFileSync(join(root, NEW), NEW_WITHOUT_IMPACT);
  expect(run()).toMatchObject({ code: 1 });
});

test.each<[string, string]>([
  ["inquest.yaml", "is content of the collection"],
  [NEW, "is content of the collection"],
  ["inquest.lock", "is content of the collection"],
  ["catalog/new.json", "is content of the collection"],
  ["notes.json", "is no baseline"],
  ["package.json", "is no baseline"],
])("%s is no baseline: it is refused in one line and left as it is", (file, words) => {
  const root = collectionFolder({
    [NEW]: SOUND,
    "notes.json": "not even JSON",
    "package.json": "{}",
    "inquest.lock": "version: 1",
  });
  const before = file === "catalog/new.json" ? null : readFileSync(join(root, file), "utf8");
  for (const update of [[], ["--update-baseline"]]) {
    const { code, stderr } = inquest(["check", "--baseline", file, ...update], { cwd: root });
    expect([code, stderr.trim().split("\n").length]).toEqual([2, 1]);
    expect(stderr).toContain(words);
  }
  if (before === null) expect(existsSync(join(root, file))).toBe(false);
  else expect(readFileSync(join(root, file), "utf8")).toBe(before);
});

test("a file that inquest.yaml names as the baseline and that is none is not replaced", () => {
  const root = collectionFolder({ [NEW]: SOUND, "notes.json": '{"mine": true}' });
  writeFileSync(
    join(root, "inquest.yaml"),
    `${readFileSync(join(root, "inquest.yaml"), "utf8")}baseline: notes.json\n`,
  );
  const { code, stderr } = inquest(["check", "--update-baseline"], { cwd: root });
  expect(code).toBe(2);
  expect(stderr).toContain("notes.json is no baseline, and was left as it is");
  expect(readFileSync(join(root, "notes.json"), "utf8")).toBe('{"mine": true}');
});

test.each([
  NEW,
  "inquest.yaml",
  "catalog/services.yaml",
  "evidence/new.json",
  "incidents/out.json",
  "drills/2026/out.json",
  "README.md",
  "inquest.lock",
  ".git/config",
  "linked.json",
  "baseline.json",
])("--output never replaces %s", (file) => {
  const root = collectionFolder({ [NEW]: SOUND, "README.md": "Mine" });
  symlinkSync(join(root, NEW), join(root, "linked.json"));
  inquest(["check", "--baseline", "baseline.json", "--update-baseline"], { cwd: root });
  const before = existsSync(join(root, file)) ? readFileSync(join(root, file), "utf8") : null;
  const { code, stderr } = inquest(["check", "--baseline", "baseline.json", "--format", "json", "--output", file], {
    cwd: root,
  });
  expect(code).toBe(2);
  expect(stderr).toMatch(/^inquest: --output .* would .*: name another file.*\n$/);
  expect(existsSync(join(root, file)) ? readFileSync(join(root, file), "utf8") : null).toBe(before);
});
