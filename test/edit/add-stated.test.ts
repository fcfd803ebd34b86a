import { expect, test } from "vitest";
import { addStated } from "../../src/edit/add-stated.js";
import { catalogRoleOf, type FileRole } from "../../src/model/raw-file.js";
import { type ParsedFile, parseFile } from "../../src/parse/parse-file.js";

const DOCUMENT = "2026-01-01-late";
const INCIDENT = `---
schema: 1
title: Late
kind: incident
status: draft
violated_invariants:
  # The effect.
  - {invariant: {statement: "Every call, however late, is logged", id: I1}, how: Ten were not} # counted
  - invariant:
      statement: No call is lost
    how: One was
unclear_contracts:
  - contract:
      statement: The gateway logs
      id: C1
      parties: [gateway, service]
    gap: Which calls
  - {contract: {statement: The service keeps it}, gap: For how long}
actions:
  - {id: A1, title: Say it, type: clarify, state: done, addresses: ["invariant:I1", 'contract:C1', "missing:M1"]}
---

I1 and C1.
`;
const file = (path: string, text: string): ParsedFile => {
  const role: FileRole = catalogRoleOf(path) ?? { role: "postmortem", id: DOCUMENT };
  return parseFile({ path, file: role, bytes: Buffer.from(text) });
};
const PATH = `incidents/${DOCUMENT}.md`;
const incident = file(PATH, INCIDENT);
const NOTHING = { title: null, description: null, parties: [] };

function changed(
  files: readonly ParsedFile[],
  local: string,
  id: string,
  words: Parameters<typeof addStated>[4] = NOTHING,
) {
  const result = addStated(files, DOCUMENT, local, id, words);
  if (result.state === "refused") throw new Error(result.reason);
  return result;
}

test("a statement becomes a file of the catalog, and its postmortem names it", () => {
  const { texts, created } = changed([incident], "I1", "every-call-is-logged");
  expect(created).toBe("catalog/invariants/every-call-is-logged.yaml");
  expect(texts.get(created ?? "")).toBe(
    `schema: 1
title: Every call, however late, is logged
description: Every call, however late, is logged
statement: Every call, however late, is logged
`.replaceAll(": Every call, however late, is logged", ': "Every call, however late, is logged"'),
  );
  expect(texts.get(PATH)).toBe(
    INCIDENT.replace('{statement: "Every call, however late, is logged", id: I1}', "every-call-is-logged").replace(
      '"invariant:I1"',
      '"invariant:every-call-is-logged"',
    ),
  );
});

test("a statement in lines, of a contract; and one without an id, by its number", () => {
  const { texts } = changed([incident], "C1", "gateway-logs", { ...NOTHING, title: "Logs" });
  expect(texts.get("catalog/contracts/gateway-logs.yaml")).toBe(
    `schema: 1
title: Logs
description: The gateway logs
parties: [ gateway, service ]
promise: The gateway logs
`.replace("[ gateway, service ]", "[gateway, service]"),
  );
  expect(texts.get(PATH)).toContain("  - contract: gateway-logs\n    gap: Which calls\n");
  expect(texts.get(PATH)).toContain("'contract:gateway-logs'");
  expect(changed([incident], "I2", "no-call-is-lost").texts.get(PATH)).toContain(
    "  - invariant: no-call-is-lost\n    how: One was\n",
  );
});

const LIST = `schema: 1
invariants:
  # The first.
  - id: first
    title: First
    description: x
    statement: y
`;
test.each([
  [
    "at the end of a list",
    LIST,
    `${LIST}  - id: new\n    title: No call is lost\n    description: No call is lost\n    statement: No call is lost\n`,
  ],
  [
    "in an empty list",
    "schema: 1\ninvariants: [] # none yet\n",
    "schema: 1\ninvariants:\n  - id: new\n    title: No call is lost\n    description: No call is lost\n    statement: No call is lost # none yet\n",
  ],
])("an entry is added %s where the catalog is one file", (_, before, after) => {
  const { texts, created } = changed([incident, file("catalog/invariants.yaml", before)], "I2", "new");
  expect(created).toBeNull();
  expect(texts.get("catalog/invariants.yaml")).toBe(after);
});

test("where there is a folder too, the entry goes there", () => {
  const one = file("catalog/invariants/second.yaml", "schema: 1\ntitle: Second\ndescription: x\nstatement: z\n");
  const { created } = changed([incident, file("catalog/invariants.yaml", LIST), one], "I2", "new");
  expect(created).toBe("catalog/invariants/new.yaml");
});

test.each([
  [
    "an id that is taken",
    "I1",
    "first",
    `the invariant first is there already: name it in ${PATH}, or choose another id`,
  ],
  ["a statement that is not there", "I3", "new", `${PATH} states no invariant I3 in place`],
  [
    "a contract of one party",
    "C2",
    "new",
    "a contract of the catalog has two parties or more: add parties: [one, other] to the statement, or --party for each",
  ],
  [
    "what is no statement",
    "M1",
    "new",
    "M1 is no id of a statement: those of invariants start with I, of contracts with C",
  ],
])("%s is refused", (_, local, id, reason) => {
  const files = [incident, file("catalog/invariants.yaml", LIST)];
  expect(addStated(files, DOCUMENT, local, id, NOTHING)).toEqual({ state: "refused", reason });
});
