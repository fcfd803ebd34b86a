import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { CheckResult } from "../../src/reporters/json.js";
import { collectionFolder, SOUND } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";

const PATH = "incidents/2026-03-14-old-keys-refused.md";
const LATE = SOUND.replace(
  "event: Rollouts are paused",
  "event: Rollouts are paused}\n  - {at: 2026-03-14T09:30:00Z, event: A late note",
);
const withSuppress = (text: string, ...entries: string[]) =>
  text.replace("---\n\n## Summary", `suppress:\n${entries.map((entry) => `  - ${entry}\n`).join("")}---\n\n## Summary`);

function check(files: Record<string, string>, ...args: string[]) {
  const root = collectionFolder(files);
  const { code, stdout } = inquest(["check", "--format", "json", ...args, PATH], { cwd: root });
  const { diagnostics, summary } = JSON.parse(stdout) as CheckResult;
  return { code, found: diagnostics.map(({ rule, message }) => `${rule}: ${message}`), summary };
}

test("a suppression covers its rule in its file, and is counted", () => {
  const text = withSuppress(LATE, "{rule: timeline-order, reason: The clock was wrong, until: 2027-01-01}");
  expect(check({ [PATH]: text })).toMatchObject({ code: 0, found: [], summary: { warnings: 0, suppressed: 1 } });
});

test("on the day of its end it holds, the day after it does not", () => {
  const text = withSuppress(LATE, "{rule: timeline-order, reason: The clock was wrong, until: 2026-11-23}");
  expect(check({ [PATH]: text }, "--date", "2026-11-23").found).toEqual([]);
  expect(check({ [PATH]: text }, "--date", "2026-11-24").found.map((one) => one.split(":")[0])).toEqual([
    "timeline-order",
    "suppression-expired",
  ]);
});

test("`at` narrows it to one entry", () => {
  const twice = SOUND.replace(
    "missing_evidence:\n",
    "missing_evidence:\n  - {id: M2, what: A, kind: log, needed_for: B, status: closed, closed_by: {artifact: C, proven_by: drill:gone-1}}\n  - {id: M3, what: A, kind: log, needed_for: B, status: closed, closed_by: {artifact: C, proven_by: drill:gone-2}}\n",
  );
  const text = withSuppress(twice, "{rule: unknown-reference, at: M3, reason: It is coming, until: 2027-01-01}");
  const { found, summary } = check({ [PATH]: text });
  expect(found).toEqual(['unknown-reference: Unknown drill "gone-1"']);
  expect(summary.suppressed).toBe(1);
});

test.each([
  ["nothing to cover", "timeline-order", "", 'Unused suppression of "timeline-order"'],
  [
    "an id that is none",
    "timeline-order",
    "at: M9, ",
    'Unused suppression of "timeline-order" at "M9", which is no id here',
  ],
  ["a rule that cannot be suppressed", "schema", "", 'Unused suppression of "schema", which cannot be suppressed'],
])("a suppression with %s says so", (_, rule, at, message) => {
  const text = withSuppress(SOUND, `{rule: ${rule}, ${at}reason: Because, until: 2027-01-01}`);
  expect(check({ [PATH]: text }).found).toEqual([`suppression-unused: ${message}`]);
});

test("what cannot be suppressed is reported all the same", () => {
  const text = withSuppress(
    SOUND.replace("owner: editors", "ownr: editors\nowner: editors"),
    "{rule: schema, reason: Because, until: 2027-01-01}",
  );
  expect(check({ [PATH]: text }).found).toContain('schema: Unknown field "ownr"');
});

test("in a catalog it covers its own entry alone", () => {
  const root = collectionFolder({});
  const path = join(root, "catalog/scenarios.yaml");
  const text = readFileSync(path, "utf8");
  const [first, second] = [...text.matchAll(/^ {2}- id: .*$/gm)].map((match) => match[0]);
  const suppress = "    suppress: [{rule: unknown-reference, reason: It is coming, until: 2027-01-01}]";
  const objectives = /^ {4}objectives: .*$/gm;
  let count = 0;
  const changed = text.replace(objectives, (line) => (count++ < 2 ? "    objectives: [gone]" : line));
  writeFileSync(path, changed.replace(first ?? "", `${first}\n${suppress}`));
  const { stdout } = inquest(["check", "--format", "json", "catalog/scenarios.yaml"], { cwd: root });
  const { diagnostics, summary } = JSON.parse(stdout) as CheckResult;
  expect(second).toBeDefined();
  expect(diagnostics.map(({ message }) => message)).toEqual(['Unknown objective "gone"']);
  expect(summary.suppressed).toBe(1);
});

test("an info is acknowledged without a day, with its reason; anything more is accepted until a day only", () => {
  const acknowledged = (severity: string, end = "") => {
    const text = withSuppress(LATE, `{rule: timeline-order, reason: The clock was wrong${end}}`);
    const root = collectionFolder({ [PATH]: text });
    const config = join(root, "inquest.yaml");
    writeFileSync(
      config,
      readFileSync(config, "utf8").replace("orphan-entry: off", `orphan-entry: off, timeline-order: ${severity}`),
    );
    const { diagnostics, summary } = JSON.parse(
      inquest(["check", "--format", "json", PATH], { cwd: root }).stdout,
    ) as CheckResult;
    return { found: diagnostics.map(({ rule, message }) => `${rule}: ${message}`), suppressed: summary.suppressed };
  };
  expect(acknowledged("info")).toEqual({ found: [], suppressed: 1 });
  const { found, suppressed } = acknowledged("warning");
  expect(suppressed).toBe(0);
  expect(found).toEqual([
    expect.stringMatching(/^timeline-order: /),
    'suppression-unused: Unused suppression of "timeline-order": without a day it covers infos only',
  ]);
  expect(acknowledged("warning", ", until: 2027-01-01")).toEqual({ found: [], suppressed: 1 });
});
