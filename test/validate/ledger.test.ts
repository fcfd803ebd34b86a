import { expect, test } from "vitest";
import { checkExample, type Fence } from "../support/rule-examples.js";

const INCIDENT = "incidents/2026-03-14-stale-grants-after-forced-rollout.md";
const yaml = (text: string, meta = ""): Fence => ({ language: "yaml", meta, text: `${text}\n` });

/** What one rule says of the example with the fields replaced. */
async function found(rule: string, ...fences: Fence[]): Promise<string[]> {
  return (await checkExample(fences)).filter((one) => one.rule === rule).map(({ message }) => message);
}

const GAP = "what: Bundle per decision, kind: trace, needed_for: Telling which grants were wrong";
const action = (rest: string) => `actions:\n  - {id: A1, title: Export the version, type: observe, ${rest}}`;
const THIRD = yaml("account: third-party");

test.each<[string, string, string[]]>([
  ["a gap without status is open", `missing_evidence: [{id: M1, ${GAP}}]`, ['Missing action for open gap "M1"']],
  ["what readers missed", `missing_evidence: [{id: M1, ${GAP}, missing_to: readers}]`, []],
  ["a blank ledger", "missing_evidence: {none: Everything was there}", []],
  [
    "an action for another gap",
    `missing_evidence: [{id: M1, ${GAP}}]\n${action('state: done, addresses: ["missing:M2"]')}`,
    ['Missing action for open gap "M1"'],
  ],
  [
    "a dropped action",
    `missing_evidence: [{id: M1, ${GAP}}]\n${action('state: dropped, addresses: ["missing:M1"]')}`,
    ['Missing action for open gap "M1"'],
  ],
  ["an entry without what it must have", "missing_evidence: [{id: M1}, 7]", []],
  ["a draft", `status: draft\nmissing_evidence: [{id: M1, ${GAP}}]`, []],
])("gap-without-action: %s", async (_name, fields, expected) => {
  const actions = fields.includes("actions:") ? [] : [yaml("actions: []")];
  expect(await found("gap-without-action", yaml(fields), ...actions)).toEqual(expected);
  expect(await found("gap-without-action", yaml(fields), ...actions, THIRD)).toEqual([]);
});

test("gap-without-action stands at the id of the gap", async () => {
  const fields = yaml(`missing_evidence:\n  - ${GAP.replaceAll(", ", "\n    ")}\n    id: M1\nactions: []`);
  const [one] = (await checkExample([fields])).filter(({ rule }) => rule === "gap-without-action");
  expect(one).toMatchObject({ file: INCIDENT, column: 9, endColumn: 11, severity: "warning" });
});

const PROOF = "proven_by: drill:2026-05-20-policy-lag-eu-west";
test.each<[string, string, string[]]>([
  ["a ticket and a proof", `{tracker: "https://t.example.org/1", ${PROOF}}`, []],
  [
    "a ticket and an artifact",
    '{tracker: "https://t.example.org/1", artifact: A field}',
    ['Missing proof of closed gap "M1"'],
  ],
  ["a ticket", '{tracker: "https://t.example.org/1"}', ['Missing artifact and proof of closed gap "M1"']],
  ["nothing, which the schema refuses", "{}", []],
])("gap-closed-without-proof: %s", async (_name, closedBy, expected) => {
  const fields = yaml(`missing_evidence: [{id: M1, ${GAP}, status: closed, closed_by: ${closedBy}}]`);
  expect(await found("gap-closed-without-proof", fields)).toEqual(expected);
  expect(await found("gap-closed-without-proof", fields, THIRD)).toEqual(expected);
});

test("gap-closed-without-proof: a record that now tells what readers missed proves itself, a ticket does not", async () => {
  const closed = (by: string) =>
    yaml(`missing_evidence: [{id: M1, ${GAP}, missing_to: readers, status: closed, closed_by: ${by}}]`);
  expect(await found("gap-closed-without-proof", closed("{artifact: The corrected report}"))).toEqual([]);
  expect(await found("gap-closed-without-proof", closed('{tracker: "https://t.example.org/1"}'))).toHaveLength(1);
});

const UNCLARIFIED: Fence = {
  language: "text",
  meta: "catalog/contracts/bundle-refresh-on-restart.yaml",
  text: "schema: 1\ntitle: Refresh\ndescription: What a restart does\nparties: [a, b]\npromise: It fetches\n",
};
test.each<[string, string, number]>([
  ["published", "actions: []", 1],
  ["in review", "status: in-review\nactions: []", 0],
  ["addressed", action('state: proposed, addresses: ["contract:bundle-refresh-on-restart"]'), 0],
  ["not in the catalog", "unclear_contracts: [{contract: bundle-refresh, gap: Unclear}]\nactions: []", 0],
  ["a blank", "unclear_contracts: {none: All was clear}\nactions: []", 0],
])("contract-without-clarification: %s", async (_name, fields, expected) => {
  expect(await found("contract-without-clarification", UNCLARIFIED, yaml(fields))).toHaveLength(expected);
  expect(await found("contract-without-clarification", UNCLARIFIED, yaml(fields), THIRD)).toEqual([]);
});

test.each<[string, string, string[]]>([
  ["without both", "state: committed", ['Missing owner and due of committed action "A1"']],
  ["a due that nobody can know", "state: committed, owner: team-policy, due: {unknown: The vendor does not say}", []],
  ["proposed", "state: proposed", []],
  ["done", "state: done, done_on: 2026-04-10", []],
  ["done, nobody knows when", "state: done, done_on: {unknown: Nobody noted it}", []],
  ["done without a day", "state: done", ['Missing done_on of done action "A1"']],
])("action-incomplete: %s", async (_name, rest, expected) => {
  expect(await found("action-incomplete", yaml(action(rest)))).toEqual(expected);
  expect(await found("action-incomplete", yaml(action(rest)), THIRD)).toEqual([]);
});

test.each<[string, string, string[]]>([
  ["due today", "state: committed, due: 2026-11-23", []],
  ["due yesterday", "state: committed, due: 2026-11-22", ['Overdue action "A1", due 2026-11-22']],
  ["proposed and due yesterday", "state: proposed, due: 2026-11-22", ['Overdue action "A1", due 2026-11-22']],
  ["done, whenever", "state: done, due: 2026-01-01", []],
  ["done without saying so in its state", "state: committed, due: 2026-01-01, done_on: 2026-02-01", []],
  [
    "nobody knows whether it is done",
    "state: committed, due: 2026-01-01, done_on: {unpublished: Not said}",
    ['Overdue action "A1", due 2026-01-01'],
  ],
  ["due is a blank", "state: committed, due: {unpublished: Not said}", []],
  ["due on no day", "state: committed, due: 2026-02-30", []],
])("action-overdue: %s", async (_name, rest, expected) => {
  expect(await found("action-overdue", yaml(action(rest)))).toEqual(expected);
  expect(await found("action-overdue", yaml(action(rest)), THIRD)).toEqual([]);
});

test.each<[string, string, number]>([
  ["proposed", "state: proposed", 1],
  ["an empty list, which the schema refuses", "state: proposed, addresses: []", 1],
  ["dropped", "state: dropped", 0],
  ["told by someone else's record", "state: reported-done", 0],
])("action-addresses-nothing: %s", async (_name, rest, expected) => {
  expect(await found("action-addresses-nothing", yaml(action(rest)))).toHaveLength(expected);
  expect(await found("action-addresses-nothing", yaml(`status: draft\n${action(rest)}`))).toEqual([]);
});

const SOURCES = `sources: [{id: S1, title: The report, url: "https://example.org/report"}]`;
const CITED = `timeline: [{at: 2026-03-14, event: It began, marks: [began], cites: [S1]}]
violated_invariants: [{invariant: a-revocation-holds-within-its-ttl, how: It did not, cites: [S1]}]
detection: {unpublished: Not said}
unclear_contracts: [{contract: bundle-refresh-on-restart, gap: Unclear, cites: [S1]}]
missing_evidence: [{id: M1, ${GAP}, missing_to: readers, cites: [S1]}]`;
test.each<[string, string, string[]]>([
  ["all is cited", CITED, []],
  [
    "answers",
    CITED.replace(/, cites: \[S1\]\}\]$/gm, "}]"),
    [
      "Missing source of an event",
      'Missing source of violated invariant "a-revocation-holds-within-its-ttl"',
      'Missing source of unclear contract "bundle-refresh-on-restart"',
      'Missing source of gap "M1"',
    ],
  ],
  [
    "an event without text, which the schema refuses",
    CITED.replace("event: It began, marks: [began], cites: [S1]", "marks: [began]"),
    [],
  ],
  [
    "an event of which nothing is known",
    CITED.replace(/timeline: .*/, "timeline: [{at: {unpublished: Not said}, marks: [began]}]"),
    [],
  ],
  [
    "detection all blank",
    CITED.replace(/detection: .*/, "detection: {delay: {unpublished: Not said}, by: {unpublished: Not said}}"),
    [],
  ],
  [
    "detection in part",
    CITED.replace(/detection: .*/, "detection: {delay: {unpublished: Not said}, by: alert}"),
    ["Missing source of the answer on detection"],
  ],
])("uncited: %s", async (_name, fields, expected) => {
  const third = `account: third-party\n${SOURCES}\n`;
  expect(await found("uncited", yaml(third + fields))).toEqual(expected);
  expect(await found("uncited", yaml(`account: own\n${SOURCES}\n${fields}`))).toEqual([]);
  expect(await found("uncited", yaml(`account: third-party\n${fields}`))).toEqual([]);
});
