import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { check } from "../../src/pipeline.js";
import { findingsOf, put } from "../support/findings.js";
import { exampleFolder, type Fence } from "../support/rule-examples.js";

const INCIDENT = "incidents/2026-03-14-stale-grants-after-forced-rollout.md";
const DRILL = "drills/2026-05-20-policy-lag-eu-west.md";
const BASELINE = (file: string): Fence => ({
  language: "json",
  meta: "baseline.json",
  text: JSON.stringify({ version: 2, findings: [{ rule: "title-length", file, path: "title", count: 1 }] }),
});

async function told(fences: Fence[], prepare: (root: string) => void = () => {}) {
  const { root, request } = exampleFolder(fences);
  prepare(root);
  const { diagnostics, baseline } = await check(root, request);
  return { rules: [...new Set(diagnostics.map(({ rule }) => rule))].sort(), kept: baseline.findings };
}

const breakFile = (path: string) => (root: string) => writeFileSync(join(root, path), "---\ntitle: [\n---\n");

test("an entry of the baseline is stale and goes only where its file could be read whole", async () => {
  const entries = [BASELINE(INCIDENT)];
  expect(await told(entries)).toEqual({ rules: ["baseline-stale"], kept: [] });
  const kept = [{ rule: "title-length", file: INCIDENT, path: "title", count: 1 }];
  expect(await told(entries, breakFile(INCIDENT))).toMatchObject({ rules: ["yaml-syntax"], kept });
  // What another file reports may follow from the one that cannot be read.
  expect(await told(entries, breakFile(DRILL))).toMatchObject({ rules: ["yaml-syntax"], kept });
  expect(await told([...entries, put("severty: sev2")])).toMatchObject({ kept });
});

test("no suppression is unused while a file cannot be read", async () => {
  const suppress = put("suppress: [{rule: title-length, reason: No, until: 2027-01-01}]");
  expect((await told([suppress])).rules).toContain("suppression-unused");
  expect((await told([suppress], breakFile(DRILL))).rules).toEqual(["yaml-syntax"]);
  expect((await told([suppress, put("severty: sev2")])).rules).not.toContain("suppression-unused");
});

test("no drill is missing and no folder of evidence is too many while a file cannot be read", async () => {
  const scenarios = put(
    "scenarios:\n  - {id: policy-distribution-lag, title: Lag, description: It lags, question: What then?, interval: P90D}",
    "catalog/scenarios.yaml",
  );
  const gone = (root: string) => rmSync(join(root, DRILL));
  expect((await told([scenarios], gone)).rules).toContain("scenario-never-run");
  expect((await told([scenarios], breakFile(DRILL))).rules).toEqual(["yaml-syntax"]);
  const folder: Fence = { language: "text", meta: "evidence/2026-06-02-other/x.txt", text: "x\n" };
  expect((await told([folder])).rules).toContain("evidence-unregistered");
  expect((await told([folder], breakFile("incidents/2026-06-03-broken.md"))).rules).toEqual(["yaml-syntax"]);
});

test.each([
  ["a colon in a title", "title: Edge: it was down", 'Expected quotes around the text of "title", found ": " in it'],
  [
    "wrong indentation",
    "owner: team-policy\n  severity: sev2",
    "Expected the indentation of the line above, 0, found 2",
  ],
  ["a dedent", "extent:\n    share: 0.1\n  of: x", "Expected the indentation of a field above, found 2"],
  [
    "a dedent in an entry of a list",
    "actions:\n  - id: A1\n   title: Look",
    "Expected the indentation of a field above, found 3",
  ],
  ["a quote that is not closed", 'title: "The edge\nowner: x', "Missing closing quote"],
  [
    "an apostrophe in quotes",
    "title: 'Customers' grants'",
    'Expected nothing behind the closing quote, found "grants\'"',
  ],
  ["a brace that is not closed", "extent: {share: 0.1, of: x\nowner: y", 'Missing closing "}"'],
  ["a bracket that is not closed", "authors: [ana\nowner: y", 'Missing closing "]"'],
  ["curly quotes", "title: “The edge” was down: twice", "Expected straight quotes, found “"],
])("%s has a message of its own", async (_name, fields, message) => {
  const { root, request } = exampleFolder([put(fields)]);
  const { diagnostics } = await check(root, request);
  expect(diagnostics.filter(({ rule }) => rule === "yaml-syntax").map((one) => one.message)).toEqual([message]);
});

test.each([
  ["severity: “sev2”", 'Expected an id, found "“sev2”"', "Remove the curly quotes, or write straight ones"],
  ["published_on: “2026-03-14”", 'Expected a day, found "“2026-03-14”"', "Remove the curly quotes"],
  [
    "detection: {why_delayed: [missing: M1]}",
    "Expected a sentence, found a list",
    "Write a sentence; what cannot be known for want of evidence is {unknown: why, gap: M1}",
  ],
])("%s says what to write", async (fields, message, hint) => {
  const { root, request } = exampleFolder([put(fields)]);
  const found = (await check(root, request)).diagnostics.filter(({ rule }) => rule === "schema");
  expect(found.map((one) => [one.message, one.hint])).toEqual([[message, expect.stringContaining(hint)]]);
});

test("what is not closed is placed where it opens, or at the end of its line", async () => {
  const placeOf = async (fields: string) => {
    const { root, request } = exampleFolder([put(fields)]);
    const { diagnostics, sources } = await check(root, request);
    const found = diagnostics.find(({ rule }) => rule === "yaml-syntax");
    return sources
      .get(INCIDENT)
      ?.line(found?.line ?? 0)
      ?.slice((found?.column ?? 1) - 1);
  };
  expect(await placeOf('title: "The edge\nowner: x')).toBe('"The edge');
  expect(await placeOf("title: 'The edge\nowner: x")).toBe("'The edge");
  expect(await placeOf("authors: [ana\nowner: y")).toBe("a");
});

const A = (fields: string) =>
  put(`actions: [{id: A1, title: Look, type: observe, addresses: ["missing:M1"], ${fields}}]`);
const TIMELINE = (at: string) =>
  put(`timeline:
  - {at: ${at}, event: Rollouts are paused, steps: [freeze-rollouts, known-good-baseline, contain-blast-radius]}
  - {at: ${at}, event: It can be seen again, steps: [restore-observability, reopen-progressively]}
response: []`);
test.each<[rule: string, wrong: Fence, absent: Fence]>([
  [
    "action-incomplete",
    A("state: committed, owner: team-policy, due: 20.12.2026"),
    A("state: committed, owner: team-policy"),
  ],
  ["action-incomplete", A("state: done, done_on: 20.10.2026"), A("state: done")],
  [
    "action-overdue",
    A("state: committed, owner: team-policy, due: 2026-10-01, done_on: 1.10.2026"),
    A("state: committed, owner: team-policy, due: 2026-10-01"),
  ],
  [
    "action-addresses-nothing",
    put("actions: [{id: A1, title: Look, type: observe, state: proposed, addresses: [x y]}]"),
    put("actions: [{id: A1, title: Look, type: observe, state: proposed}]"),
  ],
  [
    "gap-without-action",
    put(
      'missing_evidence: [{id: M1, what: A log, kind: log, missing_to: responders, needed_for: It, status: open}]\nactions: [{id: A1, title: Look, type: obsrve, state: proposed, addresses: ["missing:M1"]}]',
    ),
    put(
      "missing_evidence: [{id: M1, what: A log, kind: log, missing_to: responders, needed_for: It, status: open}]\nactions: []",
    ),
  ],
  ["choreography-incomplete", TIMELINE('"10:15"'), put("timeline: []\nresponse: []")],
  [
    "unknown-without-gap",
    put("detection: {delay: {unknown: No log, gap: [M1]}, by: alert}"),
    put("detection: {delay: {unknown: No log}, by: alert}"),
  ],
])("%s: what is written in a wrong form is not missing", async (rule, wrong, absent) => {
  expect(await findingsOf("schema", [wrong])).not.toEqual([]);
  expect(await findingsOf(rule, [wrong])).toEqual([]);
  expect(await findingsOf(rule, [absent])).not.toEqual([]);
});
