import { expect, test } from "vitest";
import { checkExample, type Fence } from "../support/rule-examples.js";

const DRILL = "drills/2026-05-20-policy-lag-eu-west.md";
const yaml = (text: string, meta = ""): Fence => ({ language: "yaml", meta, text: `${text}\n` });
const THIRD = yaml("account: third-party");
const THIRD_COLLECTION = yaml("account: third-party", "inquest.yaml");

/** What one rule says of the example with the fields replaced. */
async function found(rule: string, ...fences: Fence[]): Promise<string[]> {
  return (await checkExample(fences)).filter((one) => one.rule === rule).map(({ message }) => message);
}

const UNDECLARED = ['Missing policy for "Read own  PROFILES" without "bundle server"'];
test.each<[string, string, string[]]>([
  ["no policy", "{dependency: bundle server, action: Read own  PROFILES, observed: fail-open}", UNDECLARED],
  ["a policy of the same name", "{dependency: Bundle  Server, action: READ OWN PROFILE, observed: fail-open}", []],
  ["a policy that does not exist", "{policy: none-such, observed: fail-open}", []],
  ["nothing to expect", "{dependency: a, action: b, expected: {not_applicable: A test}, observed: fail-open}", []],
  [
    "nobody knows what to expect",
    "{dependency: bundle server, action: Read own  PROFILES, expected: {unpublished: Not said}, observed: fail-open}",
    UNDECLARED,
  ],
  ["no action, which the schema refuses", "{dependency: bundle server, observed: fail-open}", []],
])("degradation-undeclared: %s", async (_name, row, expected) => {
  const fields = `degradation: [${row}]`;
  expect(await found("degradation-undeclared", yaml(fields))).toEqual(expected);
  expect(await found("degradation-undeclared", yaml(fields, DRILL))).toEqual(expected);
  expect(await found("degradation-undeclared", yaml(fields), THIRD)).toEqual([]);
});

test("degradation-undeclared says nothing where the catalog cannot be read", async () => {
  const broken: Fence = { language: "text", meta: "catalog/degradation.yaml", text: "policies: [" };
  const row = yaml("degradation: [{dependency: a, action: b, observed: fail-open}]");
  expect(await found("degradation-undeclared", row, broken)).toEqual([]);
});

const ADMIN = "policy: admin-grant-without-fresh-policy";
test.each<[string, string, string[]]>([
  ["as declared", `{${ADMIN}, observed: fail-closed, mode: designed}`, []],
  [
    "by accident",
    `{${ADMIN}, observed: fail-closed, mode: accidental}`,
    ['Expected "fail-closed" by design, found mode "accidental"'],
  ],
  ["mode not said", `{${ADMIN}, observed: fail-closed}`, []],
  ["destructive", `{${ADMIN}, observed: destructive}`, ['Expected degradation "fail-closed", found "destructive"']],
  ["not known", `{${ADMIN}, observed: {unknown: No log, gap: M1}, mode: accidental}`, []],
  [
    "the policy outranks what is expected",
    `{${ADMIN}, expected: fail-open, observed: fail-open, mode: designed}`,
    ['Expected degradation "fail-closed", found "fail-open"'],
  ],
  [
    "a policy by its words",
    "{dependency: bundle server, action: Grant admin rights, observed: fail-open}",
    ['Expected degradation "fail-closed", found "fail-open"'],
  ],
  [
    "expected without a policy",
    "{dependency: a, action: b, expected: fail-open, observed: fail-closed}",
    ['Expected degradation "fail-open", found "fail-closed"'],
  ],
  ["nothing expected", "{dependency: a, action: b, expected: {unpublished: Not said}, observed: fail-closed}", []],
])("degradation-mismatch: %s", async (_name, row, expected) => {
  const fields = `degradation: [${row}]\nactions: []`;
  expect(await found("degradation-mismatch", yaml(fields))).toEqual(expected);
  expect(await found("degradation-mismatch", yaml(fields, DRILL))).toEqual(expected);
  expect(await found("degradation-mismatch", yaml(`status: draft\n${fields}`))).toEqual([]);
  expect(await found("degradation-mismatch", yaml(fields), THIRD)).toEqual([]);
});

test("degradation-mismatch: a row without policy is answered through the policy of its words", async () => {
  const row = "degradation: [{dependency: Bundle server, action: grant admin rights, observed: fail-open}]";
  const action = (state: string) =>
    `actions: [{id: A1, title: Enforce it, type: prevent, state: ${state}, addresses: ["${ADMIN.replace(": ", ":")}"]}]`;
  expect(await found("degradation-mismatch", yaml(`${row}\n${action("proposed")}`))).toEqual([]);
  expect(await found("degradation-mismatch", yaml(`${row}\n${action("dropped")}`))).toHaveLength(1);
});

/** A catalog of policies: `id dependency risk class`, and what else they have. */
function policies(...rows: [id: string, dependency: string, risk: string, cls: string, more?: string][]): Fence {
  const text = rows.map(
    ([id, dependency, risk, cls, more = ""]) =>
      `  - {id: ${id}, title: T, description: D, dependency: ${dependency}, action: act ${id}, risk: ${risk}, class: ${cls}${more}}`,
  );
  return yaml(`policies:\n${text.join("\n")}`, "catalog/degradation.yaml");
}

test("policy-incomplete asks for what the class requires, and only in one's own catalogs", async () => {
  const ref = ", policy_ref: policy/x.rego";
  const catalog = policies(
    ["closed", "a", "high", "fail-closed", ref],
    ["conditional", "b", "medium", "fail-conditionally", ref],
    ["open", "c", "low", "fail-open", `${ref}, controls: [A limit]`],
    ["elsewhere", "d", "low", "no-such-class"],
  );
  expect(await found("policy-incomplete", catalog)).toEqual([
    'Missing controls of policy "conditional"',
    'Missing audit_marker of policy "open"',
    'Missing policy_ref of policy "elsewhere"',
  ]);
  expect(await found("policy-incomplete", catalog, THIRD_COLLECTION)).toEqual([]);
});

test("policy-incomplete says what to write", async () => {
  const file = policies(["some", "a", "medium", "fail-conditionally"], ["open", "b", "low", "fail-open"]);
  const hints = (await checkExample([file])).filter(({ rule }) => rule === "policy-incomplete").map(({ hint }) => hint);
  expect(hints.map((hint) => hint?.replace(/,.*/, ""))).toEqual([
    "Add controls: […]",
    "Add policy_ref: …",
    "Add audit_marker: …",
    "Add policy_ref: …",
  ]);
});

test("policy-incomplete can be suppressed in the entry that lacks something", async () => {
  const suppress = ", suppress: [{rule: policy-incomplete, reason: Not built yet, until: 2026-12-31}]";
  expect(await found("policy-incomplete", policies(["closed", "a", "high", "fail-closed", suppress]))).toEqual([]);
});

test.each<[risk: string, cls: string, expected: string[]]>([
  ["high", "fail-closed", []],
  ["medium", "fail-closed", []],
  ["medium", "fail-open", ['Expected "fail-conditionally" or stricter for risk "medium", found "fail-open"']],
  ["high", "no-such-class", []],
])("policy-too-weak: risk %s, class %s", async (risk, cls, expected) => {
  expect(await found("policy-too-weak", policies(["one", "a", risk, cls]))).toEqual(expected);
});

test("policy-too-weak is content with the mildest of several classes for one risk, and silent without one", async () => {
  const cls = (id: string, strictness: number) =>
    `  - {id: ${id}, title: T, description: D, strictness: ${strictness}, for_risk: high, requires: nothing}`;
  const classes = yaml(`classes:\n${cls("shut", 9)}\n${cls("guarded", 5)}`, "catalog/degradation.yaml");
  const catalog = policies(["one", "a", "high", "guarded"], ["two", "b", "low", "guarded"]);
  expect(await found("policy-too-weak", catalog, classes)).toEqual([]);
});

test.each<[string, [string, string, string, string][], number]>([
  [
    "one risk",
    [
      ["a", "x", "low", "fail-open"],
      ["b", "x", "low", "fail-open"],
    ],
    0,
  ],
  [
    "two risks",
    [
      ["a", "x y", "low", "fail-open"],
      ["b", "X  y", "high", "fail-open"],
    ],
    1,
  ],
  [
    "the strictest class",
    [
      ["a", "x", "low", "fail-closed"],
      ["b", "x", "high", "fail-closed"],
    ],
    0,
  ],
  [
    "one that differs",
    [
      ["a", "x", "low", "fail-open"],
      ["b", "x", "high", "fail-open"],
      ["c", "x", "high", "fail-closed"],
    ],
    0,
  ],
  [
    "two dependencies",
    [
      ["a", "x", "low", "fail-open"],
      ["b", "y", "high", "fail-open"],
    ],
    0,
  ],
  [
    "an unknown class",
    [
      ["a", "x", "low", "none-such"],
      ["b", "x", "high", "none-such"],
    ],
    0,
  ],
])("policy-one-for-all: %s", async (_name, rows, expected) => {
  expect(await found("policy-one-for-all", policies(...rows))).toHaveLength(expected);
});

const tested = (interval: string) =>
  policies(["one", "bundle server", "high", "fail-closed", `, policy_ref: x, test_interval: ${interval}`]);
const MISSING = ['Missing test of policy "one"'];
test.each<[string, string, string, string[]]>([
  ["held on the last day allowed", "P187D", "", []],
  ["held a day too early", "P186D", "", ['Overdue test of policy "one", last passed on 2026-05-20']],
  ["an interval that nothing can keep", "-P1D", "status: draft", []],
  ["a draft", "P365D", "status: draft", MISSING],
  ["by accident", "P365D", "degradation: [{policy: one, observed: fail-closed, mode: accidental}]", MISSING],
  ["left open, both halves passed", "P365D", "degradation: [{policy: one, observed: fail-closed}]", []],
  [
    "left open, one half failed",
    "P365D",
    "degradation: [{policy: one, observed: fail-closed}]\nplaybook: {result: partial}",
    MISSING,
  ],
  ["as declared, one half failed", "P365D", "playbook: {result: fail}", []],
  [
    "otherwise than declared, both halves passed",
    "P365D",
    "degradation: [{policy: one, observed: fail-open, mode: designed}]",
    MISSING,
  ],
  ["no row", "P365D", "degradation: {not_applicable: Nothing was taken away}", MISSING],
  ["someone else's drill", "P365D", "account: third-party", MISSING],
  ["still to come", "P365D", "held: 2026-11-24", MISSING],
  ["held today", "P1D", "held: 2026-11-23", []],
  ["a range that reaches into the interval", "P30D", 'held: ["2026-01-01", "2026-11-01"]', []],
  ["day unknown: that of the id", "P187D", "held: {unknown: Nobody noted it}", []],
])("policy-untested: %s", async (_name, interval, drill, expected) => {
  const row = yaml("degradation: [{policy: one, observed: fail-closed, mode: designed}]", DRILL);
  const fences = [tested(interval), row, ...(drill === "" ? [] : [yaml(drill, DRILL)])];
  expect(await found("policy-untested", ...fences)).toEqual(expected);
  expect(await found("policy-untested", ...fences, THIRD_COLLECTION)).toEqual([]);
});

const ORIGINS: [origin: string, own: boolean, weak: boolean][] = [
  ["own", true, true],
  ["yardstick", false, true],
  ["published", false, false],
];
test.each(ORIGINS)("a policy with origin %s has the duties of an own one: %s", async (origin, own, weak) => {
  const rest = `, origin: ${origin}, test_interval: P1D`;
  const catalog = policies(["one", "nobody asks for this", "high", "fail-open", rest]);
  const rules = new Set((await checkExample([catalog])).map(({ rule }) => rule));
  for (const rule of ["policy-incomplete", "policy-untested", "orphan-entry"])
    expect([rule, rules.has(rule)]).toEqual([rule, own]);
  expect(rules.has("policy-too-weak")).toBe(weak);
});
