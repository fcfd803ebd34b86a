import { describe, expect, test } from "vitest";
import { choreography } from "../../src/measure/choreography.js";
import type { Event, PostmortemData, Step } from "../../src/model/schema-types.js";
import { bareGraph, collection, incident } from "../support/collection.js";
import { loadExample } from "../support/load-example.js";

const steps = ["freeze-rollouts", "known-good-baseline", "contain-blast-radius"].map(
  (id): Step => ({ id, title: id, description: id, why: id, if_skipped: id, counts_as: id }),
);

const ID = "2026-03-14-stale-grants";
const at = (clock: string, what: Partial<Event>): Event => ({ at: `2026-03-14T${clock}:00Z`, ...what });

function replay(timeline: Event[], data: Partial<PostmortemData> = {}) {
  return choreography(bareGraph(collection([incident(ID, { timeline, ...data })], { catalogs: { steps } })));
}

describe("the time from detection to a step", () => {
  test("runs to its first event, and is negative where the step came first", () => {
    const { incidents } = replay([
      at("09:00", { steps: ["freeze-rollouts"] }),
      at("09:10", { marks: ["detected"] }),
      at("09:40", { steps: ["known-good-baseline"] }),
      at("10:00", { steps: ["known-good-baseline"] }),
    ]);
    const [freeze, baseline, contain] = incidents.get(ID) ?? [];
    expect(freeze?.sinceDetection).toEqual({ from: -600_000, to: -600_000 });
    expect(baseline?.sinceDetection).toEqual({ from: 1_800_000, to: 1_800_000 });
    expect(contain?.sinceDetection).toBeNull();
  });

  test("has a median over the incidents in which it is known", () => {
    const minutes = [10, 15, 18, 22, 30, 50];
    const all = minutes.map((minute, index) =>
      incident(`2026-03-1${index}-case`, {
        timeline: [at("09:00", { marks: ["detected"] }), at(`09:${minute}`, { steps: ["freeze-rollouts"] })],
      }),
    );
    const without = incident("2026-03-19-case", { timeline: [at("09:30", { steps: ["freeze-rollouts"] })] });
    const graph = bareGraph(collection([...all, without], { catalogs: { steps } }));
    const summary = choreography(graph).summaries.get("freeze-rollouts");
    expect(summary).toMatchObject({ taken: 7, sinceDetection: { n: 6, median: { from: 1_200_000, to: 1_200_000 } } });
  });
});

describe("steps out of order", () => {
  test("are told by the first pair", () => {
    const { inverted } = replay([
      at("09:00", { steps: ["contain-blast-radius"] }),
      at("09:30", { steps: ["known-good-baseline"] }),
    ]);
    expect(inverted.get(ID)).toEqual({ early: 3, late: 2 });
  });

  test("are not, where the times overlap or are only about right", () => {
    const range: Event = { at: ["2026-03-14T08:50:00Z", "2026-03-14T09:20:00Z"], steps: ["known-good-baseline"] };
    expect(replay([range, at("09:00", { steps: ["contain-blast-radius"] })]).inverted.size).toBe(0);
    const about = at("09:00", { steps: ["contain-blast-radius"], approximate: true });
    expect(replay([about, at("09:30", { steps: ["known-good-baseline"] })]).inverted.size).toBe(0);
  });
});

/** By hand, in minutes: Let's Encrypt 2020-02-29 at least 2, PostHog 2025-10-28 22, Cloudflare 2025-11-18 173. */
test("the example collection: freezing rollouts has a known time in three incidents, too few for a median", async () => {
  const { sinceDetection } = choreography(await loadExample()).summaries.get("freeze-rollouts") ?? {};
  expect(sinceDetection).toMatchObject({ n: 3, median: null, least: { from: 120_000, to: 1_320_000 } });
});
