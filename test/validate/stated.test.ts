import { expect, test } from "vitest";
import { findingsOf, put } from "../support/findings.js";
import { checkExample, type Fence } from "../support/rule-examples.js";

const STATED = `violated_invariants:
  - {invariant: {statement: Every call is logged, id: I1}, how: Ten were not}
unclear_contracts:
  - {contract: {statement: The gateway logs for the service, id: C1, parties: [gateway, service]}, gap: Which calls}
  - {contract: {statement: The service keeps what it is given}, gap: For how long}`;
const addressing = (...references: string[]) =>
  `actions:\n  - {id: A1, type: clarify, title: Write it down, state: proposed, owner: team-policy, addresses: [${references.map((one) => `"${one}"`).join(", ")}]}`;

test("what is stated in place can be addressed in its own document", async () => {
  const found = await findingsOf("unknown-reference", [put(STATED), put(addressing("invariant:I1", "contract:C1"))]);
  expect(found).toEqual([]);
});

test("an id that nothing in the document has is unknown, and the hint says where it belongs", async () => {
  const found = await findingsOf("unknown-reference", [put(STATED), put(addressing("invariant:I2", "contract:C1"))]);
  expect(found.map(({ message, hint }) => [message, hint])).toEqual([
    [
      'Unknown invariant "I2"',
      "Add it to violated_invariants of this file as {invariant: {statement: …, id: I2}}, or use one of I1",
    ],
  ]);
});

test("two statements of one document cannot have one id", async () => {
  const twice = STATED.replace("it is given}", "it is given, id: C1}");
  expect((await findingsOf("duplicate-id", [put(twice)])).map(({ message }) => message)).toEqual(['Duplicate id "C1"']);
});

test.each([
  ["an id of the other kind", "id: I1", "id: C1"],
  ["an id of the catalog", "id: I1", "id: every-call"],
  ["nothing stated", "statement: Every call is logged, id: I1", "id: I1"],
  ["a contract with one party", "[gateway, service]", "[gateway]"],
])("the schema refuses %s", async (_, from, to) => {
  expect(await findingsOf("schema", [put(STATED.replace(from, to))])).toHaveLength(1);
});

const sameStatements = async (fences: Fence[]) =>
  (await checkExample(fences)).filter(({ rule }) => rule === "same-statement");

const OTHER = "incidents/2026-04-02-calls-not-logged.md";
const other = (invariant: string) => put(`violated_invariants: [{invariant: ${invariant}, how: Ten were not}]`, OTHER);
test.each([
  ["case, punctuation and stop words", '{statement: "Every call: is LOGGED."}', 1],
  ["another sentence", "{statement: Every call is logged twice}", 0],
])("same-statement compares without %s", async (_, invariant, count) => {
  const found = await sameStatements([other(invariant), put(STATED)]);
  expect(found.map(({ severity, file }) => [severity, file])).toEqual(Array(count).fill(["info", OTHER]));
  for (const { hint } of found)
    expect(hint).toContain("inquest catalog add 2026-03-14-stale-grants-after-forced-rollout#I1 NEW-ID");
});

test("what the catalog has is named, and the fix writes its id", async () => {
  const statement = "a revoked grant is refused by every enforcement point once the bundle's time to live has passed";
  const [found] = await sameStatements([other(`{statement: ${JSON.stringify(statement)}}`)]);
  expect(found?.message).toBe('The catalog has the same invariant as "a-revocation-holds-within-its-ttl"');
  const [edit] = found?.suggestions?.[0]?.edits ?? [];
  expect(edit?.text).toBe("a-revocation-holds-within-its-ttl");
  expect((edit?.end ?? 0) - (edit?.start ?? 0)).toBe(`{statement: ${JSON.stringify(statement)}}`.length);
});
