import fc from "fast-check";
import { expect, test } from "vitest";
import type { Drill } from "../../src/model/collection.js";
import { dayOf, parseMoment } from "../../src/model/values/time.js";
import { intervalOf, isOlderThan, pastDrills } from "../../src/validate/past-drills.js";
import type { RuleContext } from "../../src/validate/rule.js";
import { Selection } from "../../src/validate/selection.js";
import { collection, drill } from "../support/collection.js";
import { checkExample, type Fence } from "../support/rule-examples.js";

const DRILL = "drills/2026-05-20-policy-lag-eu-west.md";
const yaml = (text: string, meta = DRILL): Fence => ({ language: "yaml", meta, text: `${text}\n` });
const THIRD_COLLECTION = yaml("account: third-party", "inquest.yaml");

/** What one rule says of the example with the fields replaced. */
async function found(rule: string, ...fences: Fence[]): Promise<string[]> {
  return (await checkExample(fences)).filter((one) => one.rule === rule).map(({ message }) => message);
}

test.each<[automation: string, playbook: string, expected: string[]]>([
  ["pass", "fail", []],
  ["partial", "not-exercised", ['Expected both halves exercised, found playbook "not-exercised"']],
  ["unknown", "pass", ['Expected both halves exercised, found automation "unknown"']],
  ["not-exercised", "unknown", []],
])("drill-half: automation %s, playbook %s", async (automation, playbook, expected) => {
  const halves = `automation: {result: ${automation}}\nplaybook: {result: ${playbook}}`;
  expect(await found("drill-half", yaml(halves))).toEqual(expected);
  expect(await found("drill-half", yaml(`account: third-party\n${halves}`))).toEqual(expected);
  expect(await found("drill-half", yaml(`status: draft\n${halves}`))).toEqual([]);
});

const scenario = (interval: string) =>
  yaml(
    `scenarios: [{id: policy-distribution-lag, title: T, description: D, question: Who notices${interval}}]`,
    "catalog/scenarios.yaml",
  );
const NEVER = { "scenario-never-run": ['Missing drill of scenario "policy-distribution-lag"'], "scenario-overdue": [] };
const LATE = {
  "scenario-never-run": [],
  "scenario-overdue": ['Overdue drill of scenario "policy-distribution-lag", last held on 2026-05-20'],
};
const FINE = { "scenario-never-run": [], "scenario-overdue": [] };
test.each<[string, string, string, Record<string, string[]>]>([
  ["no interval", "", "status: draft", FINE],
  ["the last day allowed", ", interval: P187D", "", FINE],
  ["a day too early", ", interval: P186D", "", LATE],
  ["an interval that nothing can keep", ", interval: PT0S", "", FINE],
  ["an interval longer than time", ", interval: P99999999999D", "", FINE],
  ["failed, which counts too", ", interval: P187D", "playbook: {result: fail}", FINE],
  ["one half", ", interval: P187D", "playbook: {result: not-exercised}", NEVER],
  ["another scenario", ", interval: P187D", "scenario: partial-token-issuer-outage", NEVER],
  ["a draft", ", interval: P187D", "status: draft", NEVER],
  ["someone else's", ", interval: P187D", "account: third-party", NEVER],
  ["still to come", ", interval: P187D", "held: 2026-11-24", NEVER],
  ["day unknown: that of the id", ", interval: P186D", "held: {unknown: Nobody noted it}", LATE],
])("scenario-overdue, scenario-never-run: %s", async (_name, interval, fields, expected) => {
  const fences = [scenario(interval), ...(fields === "" ? [] : [yaml(fields)])];
  for (const [rule, messages] of Object.entries(expected)) {
    expect(await found(rule, ...fences)).toEqual(messages);
    expect(await found(rule, ...fences, THIRD_COLLECTION)).toEqual([]);
  }
});

test("scenario-overdue goes by the last of several drills", async () => {
  const other = yaml("held: 2026-11-01", "drills/2026-11-01-policy-lag-again.md");
  expect(await found("scenario-overdue", scenario(", interval: P30D"), other)).toEqual([]);
});

test("a drill counts whether or not the run is about it", () => {
  const all = collection([], { drills: [drill("2026-05-20-policy-lag", { held: "2026-05-20" })] });
  const context = { collection: all, selection: new Selection(new Map()), now: "2026-11-23", asPublished: false };
  expect(pastDrills(context as unknown as RuleContext)).toHaveLength(1);
});

test("a drill of n days ago is older than m days just where n is more than m", () => {
  const now = "2026-11-23";
  const today = parseMoment(now)?.from ?? 0;
  const one: Drill = drill("2020-01-01-policy-lag");
  fc.assert(
    fc.property(fc.nat(3000), fc.integer({ min: 1, max: 3000 }), (n, m) => {
      const at = parseMoment(dayOf(today - n * 86_400_000));
      return at !== undefined && isOlderThan({ drill: one, at }, intervalOf(`P${m}D`) ?? 0, now) === n > m;
    }),
  );
});

test.each<[string, string, string[]]>([
  [
    "an action that is dropped",
    '{id: A1, title: Mend it, type: mitigate, state: dropped, addresses: ["finding:F1"]}',
    ['Missing action for finding "F1"'],
  ],
  [
    "an action for another",
    '{id: A1, title: Mend it, type: mitigate, state: proposed, addresses: ["finding:F2"]}',
    ['Missing action for finding "F1"'],
  ],
  ["an action", '{id: A1, title: Mend it, type: mitigate, state: proposed, addresses: ["finding:F1"]}', []],
])("drill-finding-without-action: %s", async (_name, action, expected) => {
  expect(await found("drill-finding-without-action", yaml(`actions: [${action}]`))).toEqual(expected);
  expect(await found("drill-finding-without-action", yaml(`account: third-party\nactions: [${action}]`))).toEqual([]);
  expect(await found("drill-finding-without-action", yaml(`status: draft\nactions: [${action}]`))).toEqual([]);
});
