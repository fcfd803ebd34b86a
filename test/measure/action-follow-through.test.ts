import { describe, expect, test } from "vitest";
import { actionFollowThrough } from "../../src/measure/action-follow-through.js";
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

  test("are done of what was committed; proposed and dropped ones are not among them", () => {
    const { completion } = measured(
      action("A1", { state: "done", done_on: "2026-11-08" }),
      action("A2", { state: "done", done_on: "2026-11-01" }),
      action("A3", { state: "done" }),
      action("A4"),
      action("A5", { state: "proposed" }),
      action("A6", { state: "dropped", done_on: "2026-11-08" }),
    );
    // A2 was done before the incident: after 0 days. A1 after 5. A4 has been open for 20. A3 is done on an unknown day.
    expect(completion).toMatchObject({
      committed: 4,
      done: 3,
      daysToDone: { n: 2, least: { from: 0 }, most: { from: 5 }, median: null },
      openDays: { n: 1, most: { from: 20 } },
    });
  });

  test("that are committed with a day on which they were done are done", () => {
    expect(measured(action("A1", { done_on: "2026-11-08" })).completion).toMatchObject({
      committed: 1,
      done: 1,
      openDays: null,
    });
  });

  test("have a median of days to done from six of them on", () => {
    const days = [4, 5, 6, 7, 8, 9].map((day) => action(`A${day}`, { state: "done", done_on: `2026-11-0${day}` }));
    expect(measured(...days.slice(1)).completion.daysToDone?.median).toBeNull();
    expect(measured(...days).completion.daysToDone?.median).toEqual({ from: 3.5, to: 3.5 });
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
