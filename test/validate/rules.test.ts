import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { check } from "../../src/pipeline.js";
import { collectionFolder, SOUND } from "../support/collection-folder.js";
import { findingsOf, put } from "../support/findings.js";
import { exampleFolder } from "../support/rule-examples.js";

const ID = "incidents/2026-03-14-old-keys-refused.md";

/** What `check` says of the sound postmortem with one text replaced. */
async function findings(from: string, to: string, more: Record<string, string> = {}): Promise<string[]> {
  expect(SOUND).toContain(from);
  const root = collectionFolder({ [ID]: SOUND.replace(from, to), ...more });
  const { diagnostics } = await check(root, {
    now: "2026-11-23",
    today: "2026-11-23",
  });
  return diagnostics.map(({ rule, severity }) => `${rule} ${severity}`);
}

test.each([
  [
    "timeline-order warning",
    "event: Rollouts are paused",
    "event: Rollouts are paused}\n  - {at: 2026-03-14T09:30:00Z, event: A late note",
  ],
  [
    "mark-order error",
    "marks: [resolved]",
    "marks: [resolved]}\n  - {at: 2026-03-14T11:00:00Z, event: The end for most, marks: [mitigated]",
  ],
  [
    "unknown-without-gap error",
    "why_delayed: The alert waits for a quarter of an hour of errors",
    "why_delayed: {unknown: Nobody looked}",
  ],
  [
    "choreography-contradiction error",
    "{step: restore-observability, outcome: taken}",
    "{step: restore-observability, outcome: taken}\n  - {step: freeze-rollouts, outcome: not-needed, reason: Nothing was rolling}",
  ],
  ["range-order error", "delay: PT47M", "delay: [PT48M, PT46M]"],
  ["empty-section error", "Sign-in failed for an hour.", "<!-- later -->"],
  ["required-field error", "owner: editors\n", ""],
  ["required-field error", "marks: [detected]", "marks: [declared]"],
  ["unknown-reference error", "kind: trust/invalid-identity", "kind: trust/invalid-identiti"],
  [
    "duplicate-id error",
    "needed_for: Telling who was affected}",
    "needed_for: Telling who was affected}\n  - {id: M1, what: Another, kind: log, needed_for: More}",
  ],
])("%s", async (expected, from, to) => {
  expect(await findings(from, to)).toContain(expected);
});

const ANSWERS = {
  violated_invariants: "violated_invariants: {none: Nothing that we had promised}",
  detection: "detection: {not_applicable: It was seen at once}",
  unclear_contracts: "unclear_contracts: {none: Nobody had promised anything}",
  missing_evidence: "missing_evidence: {none: Every decision had a trace}",
};
const { detection: _detection, ...others } = ANSWERS;
test.each([
  ["one answer is a blank", [ANSWERS.unclear_contracts], "", ["info"]],
  ["three are", Object.values(others), "", ["info", "info", "info"]],
  ["all four are", Object.values(ANSWERS), "", ["warning"]],
  ["in review", Object.values(ANSWERS), "status: in-review", ["warning"]],
  ["a draft", Object.values(ANSWERS), "status: draft", []],
  ["someone else's incident", Object.values(ANSWERS), "account: third-party", []],
])("answers-blank: %s", async (_name, answers, more, expected) => {
  const found = await findingsOf(
    "answers-blank",
    [...answers, more].map((fields) => put(fields)),
  );
  expect(found.map(({ severity }) => severity)).toEqual(expected);
});

test.each([
  ["all steps", "response: []", ["warning", "info"]],
  [
    "all but the one that matters",
    "response: [{step: restore-observability, outcome: not-needed, reason: It was seen}]",
    ["info"],
  ],
  ["someone else's incident", "response: []\naccount: third-party", []],
  ["a draft", "response: []\nstatus: draft", []],
])("choreography-incomplete, absent: %s", async (_name, fields, expected) => {
  const timeline =
    "timeline:\n  - {at: 2026-03-14T09:00:00Z, event: It began, marks: [began]}\n  - {at: 2026-03-14T09:40:00Z, event: It ended, marks: [detected, resolved]}";
  const found = await findingsOf("choreography-incomplete", [put(timeline), put(fields)]);
  expect(found.map(({ severity }) => severity)).toEqual(expected);
  expect(found.filter(({ severity }) => severity === "info").map(({ message }) => message)).toEqual(
    expected.includes("info")
      ? [
          'Missing response steps "freeze-rollouts", "known-good-baseline", "contain-blast-radius", "reopen-progressively"',
        ]
      : [],
  );
});

test("a missing answer is an error even where required-field is off; a suppression with a reason covers it", async () => {
  const field = "unclear_contracts:";
  const [start, end] = [SOUND.indexOf(field), SOUND.indexOf("missing_evidence:")];
  const without = SOUND.slice(0, start) + SOUND.slice(end);
  const found = async (text: string) => {
    const root = collectionFolder({ [ID]: text });
    const config = join(root, "inquest.yaml");
    writeFileSync(config, `${readFileSync(config, "utf8")}\nrules: {required-field: off}\n`);
    const { diagnostics, suppressed } = await check(root, {
      now: "2026-11-23",
      today: "2026-11-23",
    });
    const of = (list: typeof diagnostics) =>
      list.filter(({ rule }) => rule === "required-field").map(({ severity, path }) => `${severity} ${path}`);
    return [of(diagnostics), of(suppressed)];
  };
  expect(await found(without.replace("owner: editors\n", ""))).toEqual([["error unclear_contracts"], []]);
  const suppress =
    "suppress: [{rule: required-field, reason: The vendor has not answered, until: 2027-01-01}]\n---\n\n";
  expect(await found(without.replace("---\n\n", suppress))).toEqual([[], ["error unclear_contracts"]]);
});

const SKIPPED = "response: [{step: restore-observability, outcome: skipped, reason: Nobody thought of it}]";
const rehearse = (state: string) =>
  `actions: [{id: A1, title: Rehearse it, type: rehearse, state: ${state}, addresses: ["step:restore-observability"]}]`;
test.each([
  ["nobody does anything about it", "actions: []", ["warning"]],
  ["an action addresses it", rehearse("proposed"), []],
  ["the action was dropped", rehearse("dropped"), ["warning"]],
  ["in review", "status: in-review\nactions: []", ["warning"]],
  ["a draft", "status: draft\nactions: []", []],
  ["someone else's incident", "account: third-party\nactions: []", []],
])("choreography-skipped: %s", async (_name, fields, expected) => {
  const found = await findingsOf("choreography-skipped", [put(SKIPPED), put(fields)]);
  expect(found.map(({ severity }) => severity)).toEqual(expected);
});

test.each([
  ["[PT48M, PT46M]", "lower", "PT48M"],
  ["[-PT5M, -PT10M]", "lower", "-PT5M"],
])("range-order of durations: %s", async (delay, bound, at) => {
  const found = await findingsOf("range-order", [put(`detection: {delay: ${delay}, by: alert, why_delayed: Slow}`)]);
  expect(found).toMatchObject([{ message: expect.stringContaining(`Expected the ${bound} bound first`), at }]);
});

test("range-order of numbers and times, at the first bound", async () => {
  const fields = `extent: {share: [0.4, 0.25], of: sidecars}
first_suspects:
  - what: A cache
    ruled_out_at:
      - 2026-03-15
      - 2026-03-14`;
  const found = await findingsOf("range-order", [put(fields)]);
  expect(found.map(({ message, at }) => [message, at])).toEqual([
    ["Expected the lower bound first, found [0.4, 0.25]", "0.4"],
    ['Expected the earlier bound first, found ["2026-03-15", "2026-03-14"]', "2026-03-15"],
  ]);
});

test("the day of publication is asked for once it has come", async () => {
  const severities = async (status: string, asPublished = false) => {
    const { root, request } = exampleFolder([put(`status: ${status}`)]);
    const path = join(root, "incidents/2026-03-14-stale-grants-after-forced-rollout.md");
    writeFileSync(path, readFileSync(path, "utf8").replace(/^(?:published_on|owner): .*\n/gm, ""));
    const { diagnostics } = await check(root, { ...request, asPublished });
    return diagnostics
      .filter(({ rule }) => rule === "required-field")
      .map(({ severity, message, hint }) => [severity, message, hint]);
  };
  const owner = (severity: string) => [
    severity,
    'Missing field "owner"',
    "Add owner: …, who answers for this document",
  ];
  const publishedOn = [
    "error",
    'Missing field "published_on"',
    "Add published_on: YYYY-MM-DD, the day it was published here",
  ];
  expect(await severities("draft")).toEqual([]);
  expect(await severities("in-review")).toEqual([owner("warning")]);
  expect(await severities("published")).toEqual([owner("error"), publishedOn]);
  expect(await severities("draft", true)).toEqual([owner("error"), publishedOn]);
});

test("unknown-without-gap stands at the blank", async () => {
  const found = await findingsOf("unknown-without-gap", [put("detection: {delay: {unknown: No log}, by: alert}")]);
  expect(found.map(({ at }) => at)).toEqual(["unknown"]);
});

test.each([
  ["40", "Write PT40M if these are minutes, or name the objective that it counts for"],
  ["2.5", "Write PT2M30S if these are minutes, or name the objective that it counts for"],
  ["[PT1M, 90]", "Write PT90M if these are minutes, or name the objective that it counts for"],
])("measure-form of %s", async (value, hint) => {
  const found = await findingsOf("measure-form", [
    put(`recovery: [{objective: policy-freshness-gap, value: ${value}}]`),
  ]);
  expect(found.map((one) => one.hint)).toEqual([hint]);
});

test("a field that the schema does not know is in no order", async () => {
  const found = await findingsOf("field-order", [
    put("territory: eu-west\nrevisions: [{on: 2026-04-02, what: Counted again}]\nticket: 7"),
  ]);
  expect(found).toEqual([]);
});

test("a range of times is out of order only where that is certain", async () => {
  expect(
    await findings("at: 2026-03-14T09:49:00Z", 'at: ["2026-03-14T09:00:00Z", "2026-03-14T09:49:00Z"]'),
  ).not.toContain("timeline-order warning");
});

test.each([
  ["withheld", ["id-format"]],
  ["withheld-call", []],
])("no entry of a catalog takes the word for what is hidden: %s", async (id, expected) => {
  const services = `schema: 1\nservices:\n  - {id: ${id}, title: A, organisation: B, description: C, paths: [a]}\n`;
  const root = collectionFolder({ "catalog/services.yaml": services });
  const options = { now: null, today: "2026-11-23" };
  expect((await check(root, options)).diagnostics.map(({ rule }) => rule)).toEqual(expected);
});

test("a file name that is no id is one finding", async () => {
  const root = collectionFolder({ "incidents/notes.md": SOUND });
  const { diagnostics } = await check(root, {
    now: null,
    today: "2026-11-23",
  });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  expect(errors.map(({ rule }) => rule)).toEqual(["id-format"]);
});
