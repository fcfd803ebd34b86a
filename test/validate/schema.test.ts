import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findingsOf, put } from "../support/findings.js";
import { checkExample } from "../support/rule-examples.js";

const INCIDENT = "incidents/2026-03-14-stale-grants-after-forced-rollout.md";
const quotes = (text: string) => `Put it in quotes if it is meant as text: "${text}"`;

test.each<[string, string, string | undefined]>([
  ["owner: 1.10", "Expected text, found 1.10", quotes("1.10")],
  ["owner: 0x1F", "Expected text, found 0x1F", quotes("0x1F")],
  ["owner: 12345678901234567890", "Expected text, found 12345678901234567890", quotes("12345678901234567890")],
  ["owner: True # as ever", "Expected text, found True", quotes("True")],
  ["authors: [ada, 1e3]", "Expected text, found 1e3", quotes("1e3")],
  [
    "schema: 2.0",
    "Expected 1, found 2.0",
    "This version reads files of schema: 1; inquest migrate rewrites older ones",
  ],
  ["extent: {share: 1.50, of: sidecars}", "Expected at most 1, found 1.50", undefined],
  ["pattern: 007", "Unknown pattern 007", "Allowed: constant, intermittent, progressive, at-expiry"],
])("a value that is no text is told as it is written: %s", async (fields, message, hint) => {
  const found = await findingsOf("schema", [put(fields)]);
  expect(found.map((one) => [one.message, one.hint])).toEqual([[message, hint]]);
});

test.each([
  [
    "detection: {delay: 40, by: alert, why_delayed: Slow}",
    "Expected a duration, found 40",
    "PT40M if these are minutes",
  ],
  ["published_on: 20260324", "Expected a day, found 20260324", "Write it as YYYY-MM-DD"],
])("quotes make no duration and no day out of a number: %s", async (fields, message, hint) => {
  const found = await findingsOf("schema", [put(fields)]);
  expect(found).toMatchObject([{ message, hint: expect.stringContaining(hint) }]);
});

test.each(["+15:00", "-14:01"])("a time at the offset %s is an error", async (offset) => {
  const found = await findingsOf("schema", [put(`timeline:\n  - {at: 2026-03-14T09:00:00${offset}, event: It began}`)]);
  expect(found).toMatchObject([{ message: expect.stringContaining("Expected an offset from -14:00 to +14:00") }]);
});

test("a description is a hint without its marks for code", async () => {
  const found = await findingsOf("schema", [put("recurrence_of: [{incident: notes.md, why: Again}]")]);
  expect(found).toMatchObject([{ hint: expect.stringContaining("its file name without .md") }]);
});

test("a severity for a locked rule is an error, at its key", async () => {
  const rules = "rules:\n  schema: off\n  evidence-hash: info\n  secret: off\n  yaml-syntax: error";
  const found = await findingsOf("schema", [put(rules, "inquest.yaml")]);
  expect(found).toEqual(
    ["schema", "evidence-hash", "yaml-syntax"].map((id) => ({
      message: `"${id}" cannot be switched off or changed`,
      at: id,
      severity: "error",
      hint: "Remove the line",
    })),
  );
});

test("a duplicate key leads to the first one, of its own map", async () => {
  const fields = `extent:
  share: 0.1
  of: sidecars
  share: 0.2
  of: sidecars
  "share": 0.3
affects: [a/**]
affects: [b/**]`;
  const found = (await checkExample([put(fields)])).filter(({ rule }) => rule === "yaml-syntax");
  const first = found[0]?.line ?? 0;
  expect(found.map(({ line, related }) => [line - first, related])).toEqual(
    [
      [0, -2],
      [1, -1],
      [2, -2],
      [4, 3],
    ].map(([at, before]) => [
      at,
      [{ file: INCIDENT, line: first + (before ?? 0), column: before === 3 ? 1 : 3, message: "first written here" }],
    ]),
  );
});

const missing = (fields: string) => `missing_evidence:\n  - {id: M1, what: Version, kind: trace, ${fields}}`;

test.each([
  ["status", "Add status: draft, in-review, published or archived"],
  ["schema", "Add schema: 1"],
])("a document without %s is told what to write", async (field, hint) => {
  const prepare = (root: string) => {
    const path = join(root, INCIDENT);
    writeFileSync(path, readFileSync(path, "utf8").replace(new RegExp(`^${field}: .*\n`, "m"), ""));
  };
  const found = await findingsOf(field === "schema" ? "schema" : "required-field", [], { prepare });
  expect(found).toMatchObject([{ message: `Missing field "${field}"`, hint }]);
});

test("a closed gap is told what closes it", async () => {
  const found = await findingsOf("schema", [
    put(missing("missing_to: responders, needed_for: Telling them apart, status: closed")),
  ]);
  expect(found).toMatchObject([
    {
      message: 'Missing field "closed_by"',
      hint: "Say what exists now: closed_by: {artifact: …, proven_by: drill:…}",
    },
  ]);
});

test.each([
  ["[missing: M1]", 'Write "missing:M1" in quotes, without a space after the colon'],
  ["[{missing: M1, finding: F1}]", undefined],
  ["[{missing: 1}]", undefined],
])("a space in a typed reference makes it a map: %s", async (addresses, hint) => {
  const action = `{id: A1, title: Sidecars refetch, type: prevent, state: proposed, addresses: ${addresses}}`;
  const found = await findingsOf("schema", [put(`actions:\n  - ${action}`)]);
  expect(found.map((one) => [one.message, one.hint])).toEqual([["Expected a typed reference, found fields", hint]]);
});

const invariant = (rest: string) =>
  put(`violated_invariants:\n  - {invariant: a-revocation-holds-within-its-ttl, ${rest}}`);

test.each([
  ["how: a, b and c", "a, b and c", 'Write how: "a, b and c"'],
  ["how: a, b", "a, b", 'Write how: "a, b"'],
  ["how: a, b and c, 12, as ever", "a, b and c, 12, as ever", 'Write how: "a, b and c, 12, as ever"'],
  ["how: a, and b: c, state: violated", "a, and b: c", 'Write how: "a, and b: c"'],
  ['how: a, b " c', 'a, b " c', "Put the text in quotes: between braces a comma ends it"],
])("a comma between braces cuts a text, which is told once: %s", async (rest, at, hint) => {
  const message = 'Expected quotes around the text of "how", found a comma in it';
  expect(await findingsOf("schema", [invariant(rest)])).toEqual([{ message, at, severity: "error", hint }]);
});

test.each([
  [76, `Write how: "a, ${"b".repeat(77)}"`],
  [77, "Put the text in quotes: between braces a comma ends it"],
])("a hint repeats a text that a comma cut up to 80 characters, after %i and 4 more", async (more, hint) => {
  expect(await findingsOf("schema", [invariant(`how: a, b${"b".repeat(more)}`)])).toMatchObject([{ hint }]);
});

test.each(['how: "a", b c', "how: a, b: c", 'how: a, "b c": d'])("no comma cuts a text in %s", async (rest) => {
  const found = await findingsOf("schema", [invariant(rest)]);
  expect(found).toMatchObject([{ message: expect.stringMatching(/^Unknown field "b/) }]);
});

test("without braces a field of two words is no text that a comma cut", async () => {
  const found = await findingsOf("schema", [put("summary notes: Short, and wrong")]);
  expect(found).toMatchObject([{ message: 'Unknown field "summary notes"' }]);
});
