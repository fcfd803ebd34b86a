import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { check } from "../../src/pipeline.js";
import { findingsOf, put } from "../support/findings.js";
import { exampleFolder, type Fence } from "../support/rule-examples.js";

const RTO = put(
  `objectives:
  - {id: rto, title: Recovery time, description: How long, question: How long?, measure: duration, direction: at-most, clock: {from: began, to: resolved}}`,
  "catalog/objectives.yaml",
);
const MARKS = (began: string, resolved = "2026-03-14T10:00:00Z", more = "") =>
  put(`timeline:
  - {at: ${began}, event: It began, marks: [began]}
  - {at: ${resolved}, event: It ended, marks: [resolved]}
${more}`);
const ROW = (row: string) => put(`recovery: [{objective: rto, ${row}}]`);

test.each<[string, Fence, string, string | null]>([
  ["it agrees", MARKS("2026-03-14T09:00:00Z"), "value: PT1H", null],
  ["under a minute more", MARKS("2026-03-14T09:00:00Z"), "value: PT1H0M59S", null],
  ["a minute more", MARKS("2026-03-14T09:00:00Z"), "value: PT1H1M", "Expected PT1H"],
  ["a minute less", MARKS("2026-03-14T09:00:00Z"), "value: PT59M", "Expected PT1H"],
  ["a range that holds it", MARKS("2026-03-14T09:00:00Z"), "value: [PT30M, PT2H]", null],
  ["a range beside it", MARKS("2026-03-14T09:00:00Z"), "value: [PT2H, PT3H]", 'found ["PT2H", "PT3H"]'],
  ["at least less", MARKS("2026-03-14T09:00:00Z"), "value: {at_least: PT30M}", null],
  ["at least more", MARKS("2026-03-14T09:00:00Z"), "value: {at_least: PT2H}", "found {at_least: PT2H}"],
  ["a mark that is a day", MARKS("2026-03-14"), "value: PT5H", null],
  ["a day, and more than it allows", MARKS("2026-03-14"), "value: PT11H", "as its marks give"],
  ["a blank", MARKS("2026-03-14T09:00:00Z"), "value: {not_applicable: It never ended}", null],
  ["of one service", MARKS("2026-03-14T09:00:00Z"), "service: sidecar, value: PT5H", null],
  ["a mark that nobody knows", MARKS("{unknown: No log}"), "value: PT5H", null],
])("recovery-clock: %s", async (_name, timeline, row, expected) => {
  const found = await findingsOf("recovery-clock", [RTO, timeline, ROW(row)]);
  expect(found.map(({ message }) => message)).toEqual(expected === null ? [] : [expect.stringContaining(expected)]);
});

test("recovery-clock compares a value of a relapse with that relapse", async () => {
  const relapses = `  - {at: 2026-03-14T11:00:00Z, event: It broke again, marks: [relapsed]}
  - {at: 2026-03-14T11:10:00Z, event: It ended again, marks: [resolved]}
  - {at: 2026-03-14T12:00:00Z, event: And again, marks: [relapsed]}
  - {at: 2026-03-14T12:40:00Z, event: It ended for good, marks: [resolved]}`;
  const timeline = MARKS("2026-03-14T09:00:00Z", "2026-03-14T10:00:00Z", relapses);
  const found = async (row: string) =>
    (await findingsOf("recovery-clock", [RTO, timeline, ROW(row)])).map(({ message }) => message.slice(0, 14));
  expect(await found("value: PT1H")).toEqual([]);
  expect(await found("value: PT10M, of: relapse")).toEqual([]);
  expect(await found("value: PT1H, of: relapse")).toEqual(["Expected PT10M"]);
  expect(await found("value: PT40M, of: relapse-2")).toEqual([]);
  expect(await found("value: PT10M, of: relapse-2")).toEqual(["Expected PT40M"]);
  expect(await found("value: PT10M, of: relapse-3")).toEqual([]);
});

const DONE = (day: string) =>
  put(`actions: [{id: A1, title: Look, type: observe, state: done, done_on: ${day}, addresses: ["missing:M1"]}]`);
// The example was seen on 2026-03-14, and now is 2026-11-23.
test.each<[string, string[]]>([
  ["2026-03-12", ["2026-03-12"]],
  ["2026-03-13", []],
  ["2026-11-24", []],
  ["2026-11-25", ["2026-11-25"]],
])("impossible-date: %s", async (day, expected) => {
  expect((await findingsOf("impossible-date", [put(`published_on: ${day}`)])).map(({ at }) => at)).toEqual(expected);
  expect((await findingsOf("impossible-date", [DONE(day)])).map(({ at }) => at)).toEqual(expected);
});

test("impossible-date of a drill, of one without times, and of a start that is only bounded", async () => {
  const drill = put("published_on: 2026-05-18", "drills/2026-05-20-policy-lag-eu-west.md");
  expect(await findingsOf("impossible-date", [drill])).toHaveLength(1);
  const early = "published_on: 2026-01-01\n";
  expect(await findingsOf("impossible-date", [put(`${early}timeline: []`)])).toHaveLength(1);
  const open = "timeline:\n  - {at: {not_after: 2026-03-14}, event: It began, marks: [began]}";
  expect(await findingsOf("impossible-date", [put(early + open)])).toEqual([]);
});

const EVENT = (at: string) => put(`timeline: [{at: ${at}, event: It ended, marks: [resolved]}]`);
test.each<[string, string | null]>([
  ["2026-11-24T11:59:59Z", null],
  ["2026-11-24T12:00:00Z", '"2026-11-24T12:00:00Z"'],
  ["2026-11-23T23:59:59-12:00", null],
  ["2026-11-24", null],
  ["2026-11-25", '"2026-11-25"'],
  ["'2026'", null],
  ["'2027'", '"2027"'],
  ["{not_before: 2027-03-14}", '{"not_before":"2027-03-14"}'],
  ["{not_after: 2027-03-14}", null],
  ["[2026-11-20, 2027-11-20]", '["2026-11-20","2027-11-20"]'],
  ["[2027-11-20, 2027-11-21]", '["2027-11-20","2027-11-21"]'],
  ["{unknown: Nobody looked, gap: M1}", null],
])("impossible-date of an event at %s", async (at, found) => {
  const messages = (await findingsOf("impossible-date", [EVENT(at)])).map(({ message }) => message);
  expect(messages).toEqual(found === null ? [] : [`Expected an event no later than today, 2026-11-23, found ${found}`]);
});

test.each([
  'timeline: [{at: 2026-03-14, event: It ended, disputed: [{at: "2027-03-14T09:00:00Z", cites: [S1]}]}]',
  'first_suspects: [{what: A cache, ruled_out_at: "2027-03-14T09:00:00Z"}]',
  'recovery: [{objective: rto, value: PT1H, as_of: "2027-03-14T09:00:00Z"}]',
  "sources: [{id: S1, title: A page, published: 2027-03}]",
  "sources: [{id: S1, title: A page, accessed: 2027-03-14}]",
  "revisions: [{on: 2027-03-14, by: someone, what: It began later}]",
])("impossible-date of another time in the future: %s", async (fields) => {
  expect(await findingsOf("impossible-date", [put(fields)])).toHaveLength(1);
});

test("impossible-date of what is not said to have happened", async () => {
  const planned = (status: string) =>
    findingsOf("impossible-date", [
      put(`held: 2027-03-14\nstatus: ${status}`, "drills/2026-05-20-policy-lag-eu-west.md"),
    ]);
  expect((await planned("draft")).filter(({ message }) => message.includes("held"))).toEqual([]);
  expect((await planned("published")).filter(({ message }) => message.includes("held"))).toHaveLength(1);
  const due = `actions: [{id: A1, title: Look, type: observe, state: proposed, due: 2027-03-14, addresses: ["missing:M1"]}]`;
  const until = "suppress: [{rule: action-overdue, reason: Later, until: 2027-03-14}]";
  expect(await findingsOf("impossible-date", [put(due), put(until)])).toEqual([]);
});

const LESSONS = (text: string) => put(`## Lessons\n\n${text}`);
test.each<[string, string, string[]]>([
  [
    "two conflicts",
    "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n\n<<<<<<< HEAD\nc\n=======\nd\n>>>>>>> x",
    ["<<<<<<< HEAD", "<<<<<<< HEAD"],
  ],
  ["in a code block", "```\n<<<<<<< HEAD\n=======\n>>>>>>> x\n```", ["<<<<<<< HEAD"]],
  ["the end of one that is left", "a\n>>>>>>> x", [">>>>>>> x"]],
  ["indented, as an example", "    <<<<<<< HEAD\n    =======\n    >>>>>>> x", []],
  ["an underlined heading", "A heading\n=======\n\nText", []],
  ["six", "<<<<<< HEAD", []],
  ["a quote in quotes", "> > > > > > > text", []],
])("conflict-marker: %s", async (_name, text, expected) => {
  expect((await findingsOf("conflict-marker", [LESSONS(text)])).map(({ at }) => at)).toEqual(expected);
});

test("a conflict in front matter or a catalog is one diagnostic, unless its rule is off", async () => {
  const conflict = "<<<<<<< HEAD\ntitle: One\n=======\ntitle: Two\n>>>>>>> x\n";
  const told = async (...fences: Fence[]) => {
    const { root, request } = exampleFolder(fences);
    writeFileSync(join(root, "catalog/services.yaml"), `schema: 1\n${conflict}`);
    const { diagnostics } = await check(root, request);
    return diagnostics.filter(({ file }) => file === "catalog/services.yaml").map(({ rule, line }) => [rule, line]);
  };
  expect(await told()).toEqual([["conflict-marker", 2]]);
  expect(await told(put("rules: {conflict-marker: off}", "inquest.yaml"))).toEqual([["yaml-syntax", 2]]);
});

test("a conflict in a body hides no fault of the front matter", async () => {
  const { root, request } = exampleFolder([]);
  const path = "incidents/2026-03-14-stale-grants-after-forced-rollout.md";
  const text = readFileSync(join(root, path), "utf8");
  const told = async (front: string, body: string) => {
    writeFileSync(join(root, path), text.replace("\n---\n", `\n${front}---\n${body}`));
    const { diagnostics } = await check(root, request);
    return diagnostics.filter(({ file }) => file === path).map(({ rule }) => rule);
  };
  const conflict = "<<<<<<< HEAD\none\n=======\ntwo\n>>>>>>> x\n";
  expect(await told("pattern: [\n", conflict)).toEqual(["yaml-syntax", "conflict-marker"]);
  expect(await told(`pattern: [\n${conflict}`, "")).toEqual(["conflict-marker"]);
});

const COPY = "incidents/2026-06-02-again.md";
test("copied-document: a text of another, a title of another, and neither", async () => {
  const told = async (...fences: Fence[]) =>
    (await findingsOf("copied-document", fences)).map(({ message, severity }) => `${severity}: ${message}`);
  const other = '"2026-03-14-stale-grants-after-forced-rollout"';
  const title = put("title: Another title", COPY);
  expect(await told(put("status: draft", COPY))).toEqual([
    `warning: Expected a text of its own, found that of ${other}`,
  ]);
  expect(await told(title)).toEqual([`warning: Expected a text of its own, found that of ${other}`]);
  const body = { language: "markdown", meta: COPY, text: "## Lessons\n\nOther words.\n" };
  expect(await told(put("status: draft", COPY), body)).toEqual([
    `info: Expected a title of its own, found that of ${other}`,
  ]);
  expect(await told(title, body)).toEqual([]);
});

test("copied-document: two drafts with nothing but the headings of a template", async () => {
  const template = `## Summary\n\n<!-- ${"What happened, in two sentences. ".repeat(5)} -->\n\n## Impact\n`;
  const draft = (name: string) => ({
    language: "text",
    meta: `incidents/${name}.md`,
    text: `---\nschema: 1\ntitle: ${name}\nkind: incident\nstatus: draft\n---\n\n${template}`,
  });
  expect(await findingsOf("copied-document", [draft("2026-06-01-a"), draft("2026-06-02-b")])).toEqual([]);
});

const POINTER = (hash: string) => ({
  language: "text",
  meta: "evidence/2026-03-14-stale-grants-after-forced-rollout/rollout-812.txt",
  text: `version https://git-lfs.github.com/spec/v1\noid sha256:${hash}\nsize 48213\n`,
});
test("a Git LFS pointer is named, and its hash is the one that is compared", async () => {
  const noted = "92781e3b1ca8b1b04119958b9618efafcd318149c0470bcb2f019358f9b93b66";
  const told = async (pointer: Fence) => {
    const { root, request } = exampleFolder([pointer]);
    return (await check(root, request)).diagnostics.map(({ rule }) => rule);
  };
  expect(await told(POINTER(noted))).toEqual(["lfs-pointer"]);
  expect(await told(POINTER("0".repeat(64)))).toEqual(["lfs-pointer", "evidence-hash"]);
  const document = { ...POINTER(noted), meta: "incidents/2026-06-02-again.md" };
  expect(await told(document)).toEqual(["lfs-pointer"]);
});

test("proven-by-itself of an action, and of a drill", async () => {
  const action = (by: string) =>
    `actions: [{id: A1, title: Look, type: observe, state: done, done_on: 2026-05-01, addresses: ["missing:M1"], closed_by: {artifact: It, proven_by: "${by}"}}]`;
  const drill = "drill:2026-05-20-policy-lag-eu-west";
  expect(await findingsOf("proven-by-itself", [put(action(drill))])).toEqual([]);
  const found = await findingsOf("proven-by-itself", [put(action(drill), "drills/2026-05-20-policy-lag-eu-west.md")]);
  expect(found).toMatchObject([{ message: expect.stringContaining('of action "A1"') }]);
});

test("evidence-name-case: a name in the wrong case is a missing file, not two files", async () => {
  const entry = (id: string, file: string) => `{id: ${id}, title: Log, kind: log, file: ${file}}`;
  const listed = (...entries: string[]) => put(`evidence: [${entries.join(", ")}]`);
  expect(await findingsOf("evidence-name-case", [listed(entry("E1", "Rollout-812.txt"))])).toEqual([]);
  const both = listed(entry("E1", "rollout-812.txt"), entry("E2", "Rollout-812.txt"));
  expect(await findingsOf("evidence-name-case", [both])).toHaveLength(1);
});
