import { expect, test } from "vitest";
import { checkExample, type Fence } from "../support/rule-examples.js";

const DRILL = "drills/2026-05-20-policy-lag-eu-west.md";
const yaml = (text: string, meta = ""): Fence => ({ language: "yaml", meta, text: `${text}\n` });
const THIRD = yaml("account: third-party");

const objective = (id: string, rest: string) =>
  `  - {id: ${id}, title: T, description: D, question: How long, direction: at-most, ${rest}}`;
const CATALOG = yaml(
  `objectives:
${objective("gap", "measure: duration, target: PT5M, overrides: [{service: sidecar, target: PT1H}]")}
${objective("traces", "measure: count, target: 0")}
${objective("rto", "measure: duration, target: PT2H20M, clock: {from: began, to: resolved}")}
${objective("free", "measure: duration")}
${objective("local", "measure: duration, overrides: [{service: gateway, target: PT1H}]")}`,
  "catalog/objectives.yaml",
);
/** Keeps the objectives that a test is not about quiet. */
const QUIET = "{objective: rto, value: PT1H}";

/** What one rule says of the example with the fields replaced. */
async function found(rule: string, ...fences: Fence[]): Promise<string[]> {
  return (await checkExample([CATALOG, ...fences])).filter((one) => one.rule === rule).map(({ message }) => message);
}

const over = (text: string) => [`Expected at most "PT5M" for objective "gap", found ${text}`];
test.each<[string, string, string[]]>([
  ["at the target", "objective: gap, value: PT5M", []],
  ["above", "objective: gap, value: PT5M1S", over('"PT5M1S"')],
  ["a range on both sides", "objective: gap, value: [PT4M, PT10M]", []],
  ["a range above", "objective: gap, value: [PT6M, PT10M]", over('["PT6M", "PT10M"]')],
  ["at least more", "objective: gap, value: {at_least: PT6M}", over('at least "PT6M"')],
  ["at most more", "objective: gap, value: {at_most: PT6M}", []],
  ["a blank", "objective: gap, value: {unpublished: Not said}", []],
  ["a service with a target of its own", "objective: gap, service: sidecar, value: PT30M", []],
  [
    "that service, above",
    "objective: gap, service: sidecar, value: PT2H",
    ['Expected at most "PT1H" for objective "gap", found "PT2H"'],
  ],
  ["a count", "objective: traces, value: 3", ['Expected at most 0 for objective "traces", found 3']],
  ["without a target", "objective: free, value: P9D", []],
  ["not in the catalog", "objective: none-such, value: P9D", []],
])("objective-breached: %s", async (_name, row, expected) => {
  const fields = `recovery: [{${row}}, ${QUIET}]\nactions: []`;
  expect(await found("objective-breached", yaml(fields))).toEqual(expected);
  expect(await found("objective-breached", yaml(`status: draft\n${fields}`))).toEqual([]);
  expect(await found("objective-breached", yaml(fields), THIRD)).toEqual([]);
});

test("objective-breached: every row over the target is a finding, and one action answers for all", async () => {
  const rows = `recovery: [{objective: gap, value: PT6M}, {objective: gap, value: PT7M}, ${QUIET}]`;
  const action = 'actions: [{id: A1, title: Faster, type: mitigate, state: proposed, addresses: ["objective:gap"]}]';
  expect(await found("objective-breached", yaml(`${rows}\nactions: []`))).toHaveLength(2);
  expect(await found("objective-breached", yaml(`${rows}\n${action}`))).toEqual([]);
  expect(await found("objective-breached", yaml(`${rows}\n${action.replace("proposed", "dropped")}`))).toHaveLength(2);
});

test("objective-breached: the clock counts where no row does, and the finding stands where it stopped", async () => {
  const timeline = (end: string) => `recovery: [{objective: gap, value: PT1M}]\ntimeline:
  - {at: 2026-03-14T09:00:00Z, event: It begins, marks: [began]}
  - {at: ${end}, event: It ends, marks: [resolved]}`;
  const late = await checkExample([CATALOG, yaml(timeline("2026-03-14T11:20:01Z"))]);
  expect(late.filter(({ rule }) => rule === "objective-breached")).toMatchObject([
    { message: 'Expected at most "PT2H20M" for objective "rto", found "PT2H20M1S"', column: 10, endColumn: 30 },
  ]);
  expect(await found("objective-breached", yaml(timeline("2026-03-14T11:20:00Z")))).toEqual([]);
  expect(await found("objective-breached", yaml(timeline("{unpublished: Not said}")))).toEqual([]);
});

test("objective-breached: a drill counts unless its value cannot be compared", async () => {
  const row = (rest: string) => yaml(`recovery: [{objective: gap, value: PT9M${rest}}]`, DRILL);
  const quiet = yaml(`recovery: [${QUIET}]`);
  expect(await found("objective-breached", quiet, row(""))).toHaveLength(1);
  expect(await found("objective-breached", quiet, row(", comparable: false"))).toEqual([]);
});

const missing = (...ids: string[]) => ids.map((id) => `Missing value for objective "${id}"`);
test.each<[string, string, string[]]>([
  ["nothing said", "recovery: [{objective: free, value: PT1M}]", missing("gap", "traces")],
  [
    "a blank is said",
    "recovery: [{objective: gap, value: {unknown: Not exported, gap: M1}}, {objective: traces, value: {not_applicable: No decisions}}]",
    [],
  ],
  [
    "a service with a target",
    "recovery: [{objective: gap, value: PT1M}, {objective: traces, value: 0}]\nservices: [{service: gateway, role: affected}]",
    missing("local"),
  ],
  [
    "a clock without its mark",
    "recovery: [{objective: gap, value: PT1M}, {objective: traces, value: 0}]\ntimeline: [{at: 2026-03-14T09:00:00Z, event: It begins, marks: [began]}]",
    missing("rto"),
  ],
  ["a near-miss", "kind: near-miss\nrecovery: [{objective: free, value: PT1M}]", []],
  ["in review", "status: in-review\nrecovery: [{objective: free, value: PT1M}]", []],
])("objective-unmeasured: %s", async (_name, fields, expected) => {
  expect((await found("objective-unmeasured", yaml(fields))).sort()).toEqual(expected);
  expect(await found("objective-unmeasured", yaml(fields), THIRD)).toEqual([]);
});
