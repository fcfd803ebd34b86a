import { describe, expect, test } from "vitest";
import { actionFollowThrough } from "../../src/measure/action-follow-through.js";
import { survival } from "../../src/measure/survival.js";
import type { Action } from "../../src/model/schema-types.js";
import { bareGraph, collection, drill, incident } from "../support/collection.js";
import { loadExample } from "../support/load-example.js";

const NOW = "2026-11-23";

function action(id: string, data: Partial<Action> = {}): Action {
  return { id, title: `Do ${id}`, type: "prevent", state: "committed", ...data };
}

function measured(...actions: Action[]) {
  return actionFollowThrough(bareGraph(collection([incident("2026-11-03-a", { actions })])), NOW);
}

describe("own actions", () => {
  test("are overdue the day after they were due, unless a day says that they are done", () => {
    const { rows, own } = measured(
      action("A1", { due: "2026-11-22" }),
      action("A2", { due: "2026-11-23" }),
      action("A3", { due: "2026-11-01", done_on: "2026-11-05" }),
      action("A4", { state: "proposed", due: "2026-11-01" }),
      action("A5", { state: "dropped", due: "2026-11-01" }),
      action("A6", { due: { unknown: "Nobody said" } }),
    );
    expect(rows.filter(({ overdue }) => overdue).map((row) => row.action.id)).toEqual(["A1", "A4"]);
    expect(own).toMatchObject({ total: 6, overdue: 2, states: { committed: 4, proposed: 1, dropped: 1 } });
  });

  test("take from the incident to the day on which they were done; open ones count, proposed and dropped ones do not", () => {
    const { toDone } = measured(
      action("A1", { state: "done", done_on: "2026-11-08" }),
      action("A2", { state: "done", done_on: "2026-11-01" }),
      action("A3", { state: "done" }),
      action("A4"),
      action("A5", { state: "proposed" }),
      action("A6", { state: "dropped", done_on: "2026-11-08" }),
    );
    // A2 was done before the incident: after 0 days. A1 after 5. A4 has been open for 20. A3 has no day.
    expect(toDone).toMatchObject({ n: 3, done: 2, censored: [20], median: 5 });
    expect(toDone.points.map(({ days, atRisk, done }) => [days, atRisk, done])).toEqual([
      [0, 3, 1],
      [5, 2, 1],
    ]);
  });
});

test("third parties have no duty here: what they reported is never overdue", () => {
  const graph = bareGraph(
    collection([
      incident("2026-01-01-a", {
        account: "third-party",
        actions: [action("A1", { state: "reported", due: "2026-02-01" }), action("A2", { state: "reported-done" })],
      }),
    ]),
  );
  const { own, thirdParty } = actionFollowThrough(graph, NOW);
  expect(own.total).toBe(0);
  expect(thirdParty).toMatchObject({ total: 2, overdue: 0, states: { reported: 1, "reported-done": 1 } });
});

test("actions of drills and near-misses are there and in no count", () => {
  const actions = [action("A1")];
  const graph = bareGraph(
    collection([incident("2026-01-01-near", { kind: "near-miss", actions })], {
      drills: [drill("2026-02-01-lag", { actions })],
    }),
  );
  const { rows, own, types } = actionFollowThrough(graph, NOW);
  expect(rows.map(({ counted }) => counted)).toEqual([false, false]);
  expect([own.total, types]).toEqual([0, []]);
});

describe("the share still to be done", () => {
  test("is Kaplan and Meier's, as a textbook has it", () => {
    // The 6-MP arm of Freireich et al. (1963), weeks to relapse; `+` is censored. Survival after 6, 7, 10, 13, 16, 22 and
    // 23 weeks as in Kalbfleisch and Prentice: 0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448; median 23.
    const weeks = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+".split(" ");
    const curve = survival(weeks.map((text) => ({ days: Number.parseInt(text, 10), done: !text.endsWith("+") })));
    expect(curve.points.map(({ days, share }) => [days, share.toFixed(3)])).toEqual([
      [6, "0.857"],
      [7, "0.807"],
      [10, "0.753"],
      [13, "0.690"],
      [16, "0.627"],
      [22, "0.538"],
      [23, "0.448"],
    ]);
    expect(curve).toMatchObject({ n: 21, done: 9, median: 23, medianWithin: { from: 13, to: null } });
    // Greenwood's standard error after 6 weeks is 0.0764; on the log-log scale that gives 0.620 to 0.952.
    expect(curve.points[0]?.low).toBeCloseTo(0.62, 3);
    expect(curve.points[0]?.high).toBeCloseTo(0.9516, 3);
  });

  test("of nothing, and of one thing, is a number", () => {
    expect(survival([])).toEqual({ n: 0, done: 0, points: [], censored: [], median: null, medianWithin: null });
    expect(survival([{ days: 4, done: true }])).toMatchObject({ median: 4, points: [{ share: 0, low: 0, high: 1 }] });
    expect(survival([{ days: 4, done: false }])).toMatchObject({ n: 1, done: 0, median: null });
  });
});

test("of the example collection, by hand: every action is a third party's, and of the Roblox incident three are reported as done", async () => {
  const { own, thirdParty, rows } = actionFollowThrough(await loadExample(), NOW);
  expect(own.total).toBe(0);
  expect(thirdParty.overdue).toBe(0);
  // A1 the circular dependency on Consul is gone, A5 old key-value data are gone, A6 the log store's process is deployed.
  const done = rows.filter(
    ({ document, action: { state } }) => document.includes("roblox") && state === "reported-done",
  );
  expect(done.map((row) => row.action.id)).toEqual(["A1", "A5", "A6"]);
});
