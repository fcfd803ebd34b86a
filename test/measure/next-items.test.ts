import { describe, expect, test } from "vitest";
import { link } from "../../src/link/link.js";
import { measure } from "../../src/measure/measure.js";
import { nextItems } from "../../src/measure/next-items.js";
import type { Action, PostmortemData } from "../../src/model/schema-types.js";
import { DAY_MS } from "../../src/util/time-units.js";
import { collection, drill, incident } from "../support/collection.js";

const NOW = "2026-11-23";

function itemsOf(of: Parameters<typeof collection>, within?: number) {
  const graph = link(collection(...of));
  return nextItems(graph, measure(graph, NOW), NOW, within);
}

const shortly = (items: ReturnType<typeof itemsOf>) => items.map(({ kind, id, state }) => `${state} ${kind} ${id}`);

const action = (id: string, fields: Partial<Action>): Action => ({
  id,
  title: `Do ${id}`,
  type: "prevent",
  state: "committed",
  owner: "team-policy",
  ...fields,
});

const actionsOf = (...actions: Action[]) => shortly(itemsOf([[incident("2026-01-01-a", { account: "own", actions })]]));

describe("actions", () => {
  test("are overdue after their day, and due soon up to the last day within", () => {
    expect(
      actionsOf(
        action("A1", { due: "2026-11-22" }),
        action("A2", { due: "2026-11-23" }),
        action("A3", { due: "2026-12-07" }),
        action("A4", { due: "2026-12-08" }),
      ),
    ).toEqual(["overdue action 2026-01-01-a#A1", "due-soon action 2026-01-01-a#A2", "due-soon action 2026-01-01-a#A3"]);
  });

  test("of any own document that is not archived", () => {
    const actions = [action("A1", { due: "2026-01-02" })];
    const found = itemsOf([
      [
        incident("2026-01-01-near-miss", { account: "own", kind: "near-miss", actions }),
        incident("2026-01-01-old", { account: "own", status: "archived", actions }),
        incident("2026-01-01-theirs", { account: "third-party", actions }),
      ],
      { drills: [drill("2026-01-01-drill", { account: "own", actions })] },
    ]);
    expect(shortly(found)).toEqual(["overdue action 2026-01-01-drill#A1", "overdue action 2026-01-01-near-miss#A1"]);
  });

  test("without an owner are listed whatever their day; done and dropped ones are not", () => {
    const nobody = action("A1", { due: "2027-12-31" });
    delete nobody.owner;
    expect(
      actionsOf(
        nobody,
        action("A2", { state: "done", due: "2026-01-01" }),
        action("A3", { state: "dropped", due: "2026-01-01" }),
        action("A4", { due: "2026-01-01", done_on: "2026-01-05" }),
      ),
    ).toEqual(["no-owner action 2026-01-01-a#A1"]);
  });

  test("the horizon can be another", () => {
    const actions = [action("A1", { due: "2026-11-24" })];
    const soon = (within: number) => itemsOf([[incident("2026-01-01-a", { account: "own", actions })]], within).length;
    expect([soon(0), soon(DAY_MS)]).toEqual([0, 1]);
  });
});

const GAP = { id: "M1", what: "Bundle version", kind: "trace", needed_for: "Telling whom to warn" } as const;

test("open gaps say which decision they block, and who closes them", () => {
  const gaps: Partial<PostmortemData> = {
    account: "own",
    owner: "team-a",
    missing_evidence: [
      GAP,
      { ...GAP, id: "M2", missing_to: "readers" },
      { ...GAP, id: "M3", status: "closed", closed_by: { artifact: "A field" } },
    ],
    actions: [action("A1", { due: "2027-02-01", addresses: ["missing:M1"] })],
  };
  expect(itemsOf([[incident("2026-01-01-a", gaps)]])).toEqual([
    expect.objectContaining({
      kind: "gap",
      id: "2026-01-01-a#M1",
      title: "Bundle version, needed for: Telling whom to warn",
      owner: "team-policy",
      due: "2027-02-01",
      state: "open",
    }),
  ]);
});

test("own before third-party, and of contracts the one unclear most first", () => {
  const contract = (id: string, clarified: object[] = []) =>
    ({ id, title: id, description: id, parties: ["a", "b"], promise: "A promise", clarified }) as never;
  const unclear = (...ids: string[]) => ids.map((id) => ({ contract: id, gap: "Nobody wrote it" }));
  const clarified = [{ on: "2026-02-01", where: "In the handbook" }];
  const found = itemsOf([
    [
      incident("2026-01-01-a", { account: "own", unclear_contracts: unclear("once", "twice", "clear", "again") }),
      incident("2026-01-02-b", { account: "own", unclear_contracts: unclear("twice") }),
      incident("2026-03-01-c", { account: "third-party", unclear_contracts: unclear("theirs", "again") }),
    ],
    {
      catalogs: {
        contracts: [
          contract("theirs"),
          contract("once"),
          contract("twice"),
          contract("clear", clarified),
          contract("again", clarified),
          contract("never"),
        ],
      },
    },
  ]);
  expect(found.map(({ id, own }) => `${id} ${own}`)).toEqual(["again true", "twice true", "once true", "theirs false"]);
});

describe("drills and policies", () => {
  const scenario = (id: string, fields: object = {}) =>
    ({ id, title: id, description: id, question: "Does it hold?", kinds: ["trust/x"], ...fields }) as never;
  const run = (on: string) =>
    drill(`${on}-run`, {
      held: on,
      scenario: "lag",
      automation: { result: "pass", criterion: "" },
      playbook: { result: "pass", criterion: "" },
    });
  const states = (on: string[], interval?: string, broke = false) =>
    itemsOf([
      broke ? [incident("2026-01-01-a", { account: "own", failure_kinds: [{ kind: "trust/x", why: "So" }] })] : [],
      { drills: on.map(run), catalogs: { scenarios: [scenario("lag", interval ? { interval } : {})] } },
    ]).map(({ state, due }) => `${state} ${due}`);

  test("a scenario is never drilled, overdue, or soon due by its interval", () => {
    expect(states([], "P30D")).toEqual(["never null"]);
    expect(states(["2026-10-23"], "P30D")).toEqual(["overdue 2026-11-22"]);
    expect(states(["2026-10-24"], "P30D")).toEqual(["due-soon 2026-11-23"]);
    expect(states(["2026-11-07"], "P30D")).toEqual(["due-soon 2026-12-07"]);
    expect(states(["2026-11-08"], "P30D")).toEqual([]);
  });

  test("without an interval it is worth a drill once it has happened", () => {
    expect(states([])).toEqual([]);
    expect(states([], undefined, true)).toEqual(["never null"]);
    expect(states(["2025-01-01"], undefined, true)).toEqual([]);
  });

  test("a policy of our own with an interval is never tested", () => {
    const policy = (id: string, fields: object) =>
      ({ id, title: id, description: id, dependency: "d", action: "a", risk: "high", class: "c", ...fields }) as never;
    const policies = [
      policy("own", { test_interval: "P90D" }),
      policy("quiet", {}),
      policy("theirs", { test_interval: "P90D", origin: "published" }),
    ];
    expect(shortly(itemsOf([[], { catalogs: { policies } }]))).toEqual(["never policy own"]);
  });
});

test("drafts are to be published, by the deadline if there is one", () => {
  const timeline: PostmortemData["timeline"] = [{ at: "2026-10-01T10:00:00Z", event: "Over", marks: ["resolved"] }];
  const drafts = [
    incident("2026-10-01-a", { account: "own", status: "draft", owner: "team-a", timeline }),
    incident("2026-10-02-b", { account: "own", status: "in-review" }),
    incident("2026-10-03-c", { account: "third-party", status: "draft" }),
  ];
  expect(shortly(itemsOf([drafts]))).toEqual(["no-owner document 2026-10-02-b", "open document 2026-10-01-a"]);
  expect(shortly(itemsOf([drafts, { config: { deadlines: { published_within: "P14D" } } }]))).toEqual([
    "overdue document 2026-10-01-a",
    "no-owner document 2026-10-02-b",
  ]);
});

test("an invariant that nothing checks says where it was violated and where only threatened", () => {
  const entry = { invariant: "unchecked", how: "So" };
  const threat = { ...entry, state: "threatened" as const };
  const found = itemsOf([
    [
      incident("2026-01-01-a", { account: "own", violated_invariants: [entry, entry] }),
      incident("2026-01-02-b", { account: "own", violated_invariants: [entry, threat] }),
      incident("2026-01-03-c", { account: "own", violated_invariants: [threat] }),
      incident("2026-01-04-d", { account: "own", kind: "near-miss", violated_invariants: [threat] }),
    ],
    { catalogs: { invariants: [{ id: "unchecked", title: "Unchecked", description: "So", statement: "Always" }] } },
  ]);
  expect(found).toMatchObject([
    {
      note: "violated in 2 incidents, threatened in 1 incident and 1 near-miss, and nothing checks it",
      weight: 4,
    },
  ]);
});

test("an own invariant that was violated and that nothing checks", () => {
  const invariant = (id: string, fields: object = {}) =>
    ({ id, title: id, description: id, statement: "Always", ...fields }) as never;
  const violated = ["unchecked", "checked"].map((id) => ({ invariant: id, how: "So" }));
  const found = itemsOf([
    [
      incident("2026-01-01-a", { account: "own", violated_invariants: violated }),
      incident("2026-01-02-b", { account: "third-party", violated_invariants: [{ invariant: "theirs", how: "So" }] }),
    ],
    {
      catalogs: {
        invariants: [invariant("unchecked"), invariant("checked", { checked_by: "A monitor" }), invariant("theirs")],
      },
    },
  ]);
  expect(shortly(found)).toEqual(["open invariant unchecked"]);
});
