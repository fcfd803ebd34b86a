import { describe, expect, test } from "vitest";
import { choreography } from "../../src/measure/choreography.js";
import type { PostmortemData, Step } from "../../src/model/schema-types.js";
import { bareGraph, collection, incident } from "../support/collection.js";

const steps = [
  "freeze-rollouts",
  "known-good-baseline",
  "contain-blast-radius",
  "restore-observability",
  "reopen-progressively",
].map((id): Step => ({ id, title: id, description: id, why: id, if_skipped: id, counts_as: id }));

const ID = "2026-03-14-stale-grants";

function outcomes(data: Partial<PostmortemData>) {
  const rows = choreography(bareGraph(collection([incident(ID, data)], { catalogs: { steps } }))).incidents.get(ID);
  return Object.fromEntries((rows ?? []).map((row) => [row.step, row.outcome]));
}

describe("what became of a step", () => {
  test("taken with an event, at its first time", () => {
    const graph = bareGraph(
      collection(
        [
          incident(ID, {
            timeline: [
              { at: "2026-03-14T09:00:00Z", marks: ["began"] },
              { at: "2026-03-14T09:25:00Z", steps: ["known-good-baseline"] },
              { at: "2026-03-14T09:40:00Z", steps: ["known-good-baseline"] },
            ],
          }),
        ],
        { catalogs: { steps } },
      ),
    );
    const row = choreography(graph).incidents.get(ID)?.[1];
    expect(row).toMatchObject({ number: 2, outcome: "taken", offset: { from: 1_500_000, to: 1_500_000 } });
    expect(row?.effectAt?.from).toBe(Date.UTC(2026, 2, 14, 9, 40));
  });

  test("an event without a known time is taken without time", () => {
    const at = { unpublished: "Only that it was done" };
    expect(outcomes({ timeline: [{ at, steps: ["freeze-rollouts"] }] })).toMatchObject({
      "freeze-rollouts": "taken-without-time",
    });
  });

  test("entries say what the timeline cannot, and silence is not skipping", () => {
    expect(
      outcomes({
        response: [
          { step: "freeze-rollouts", outcome: "taken" },
          { step: "known-good-baseline", outcome: "not-possible", reason: "There was none" },
          { step: "contain-blast-radius", outcome: "unknown", reason: "Not in the record" },
          { step: "restore-observability", outcome: "skipped", reason: "Dashboards were green" },
        ],
      }),
    ).toEqual({
      "freeze-rollouts": "taken-without-time",
      "known-good-baseline": "not-possible",
      "contain-blast-radius": "not-recorded",
      "restore-observability": "skipped",
      "reopen-progressively": "not-recorded",
    });
  });

  test("a step with events can still have had no effect", () => {
    const data: Partial<PostmortemData> = {
      timeline: [{ at: "2026-03-14T09:25:00Z", steps: ["freeze-rollouts"] }],
      response: [{ step: "freeze-rollouts", outcome: "ineffective", reason: "The wrong change was reverted" }],
    };
    expect(outcomes(data)).toMatchObject({ "freeze-rollouts": "ineffective" });
  });
});

test("counts are over published incidents, with not recorded apart from skipped", () => {
  const skipped: Partial<PostmortemData> = {
    response: [{ step: "restore-observability", outcome: "skipped", reason: "Forgotten" }],
  };
  const { summaries } = choreography(
    bareGraph(
      collection(
        [
          incident("2025-01-01-a", skipped),
          incident("2025-02-01-b"),
          incident("2025-03-01-c", { ...skipped, status: "draft" }),
        ],
        { catalogs: { steps } },
      ),
    ),
  );
  expect(summaries.get("restore-observability")).toMatchObject({ skipped: 1, notRecorded: 1, taken: 0 });
});
