import { describe, expect, test } from "vitest";
import { detectionDelay } from "../../src/measure/detection-delay.js";
import type { FailureClass, PostmortemData } from "../../src/model/schema-types.js";
import { bareGraph, collection, incident } from "../support/collection.js";

const MINUTE = 60_000;
const DAY = 86_400_000;

const trust: FailureClass = {
  id: "trust",
  title: "Trust",
  description: "Who is asking cannot be told",
  look_first: "The issuer",
  shape: "diamond",
  kinds: [{ id: "invalid-identity", title: "Invalid identity", description: "Refused" }],
};

const kinds: PostmortemData["failure_kinds"] = [{ kind: "trust/invalid-identity", why: "Tokens were refused" }];

function measured(...incidents: ReturnType<typeof incident>[]) {
  return detectionDelay(bareGraph(collection(incidents, { catalogs: { classes: [trust] } })));
}

describe("detection delay", () => {
  test("is detected minus began, with blind time, latency and triage", () => {
    const id = "2026-03-14-stale-grants";
    const { incidents } = measured(
      incident(id, {
        timeline: [
          { at: "2026-03-14T08:00:00Z", marks: ["introduced"] },
          { at: "2026-03-14T09:02:00Z", marks: ["began"] },
          { at: "2026-03-14T09:49:00Z", marks: ["detected"] },
          { at: "2026-03-14T10:49:00Z", marks: ["diagnosed"] },
        ],
      }),
    );
    expect(incidents.get(id)).toMatchObject({
      delay: { from: 47 * MINUTE, to: 47 * MINUTE },
      blind: { from: 47 * MINUTE, to: 47 * MINUTE },
      latency: { from: 62 * MINUTE, to: 62 * MINUTE },
      triage: { from: 60 * MINUTE, to: 60 * MINUTE },
    });
  });

  test("of an alarm that came first is negative, and nothing was blind", () => {
    const id = "2021-10-28-registry-overload";
    const { incidents } = measured(
      incident(id, {
        timeline: [
          { at: "2021-10-28T20:37:00Z", marks: ["detected"] },
          { at: "2021-10-28T20:47:00Z", marks: ["began"] },
        ],
      }),
    );
    expect(incidents.get(id)).toMatchObject({
      delay: { from: -10 * MINUTE, to: -10 * MINUTE },
      blind: { from: 0, to: 0 },
    });
  });

  test("of a day only is a range of two days", () => {
    const id = "2019-07-25-recheck";
    const { incidents } = measured(
      incident(id, {
        timeline: [
          { at: "2019-07-25", marks: ["began"] },
          { at: "2019-07-28", marks: ["detected"] },
        ],
      }),
    );
    expect(incidents.get(id)?.delay).toEqual({ from: 2 * DAY + 1, to: 4 * DAY - 1 });
  });

  test("is what the author states where the marks are not known", () => {
    const id = "2026-01-09-key-set";
    const { incidents } = measured(
      incident(id, {
        timeline: [{ at: { unpublished: "No minute is given" }, marks: ["detected"] }],
        detection: { delay: ["PT10M", "PT20M"] },
      }),
    );
    expect(incidents.get(id)).toMatchObject({
      derived: null,
      delay: { from: 10 * MINUTE, to: 20 * MINUTE },
      midpoint: 15 * MINUTE,
    });
  });

  test("is null where nobody knows, and counts for no median", () => {
    const { incidents, classes } = measured(
      incident("2025-01-01-silent", { failure_kinds: kinds, detection: { unknown: "Nothing was logged", gap: "M1" } }),
    );
    expect(incidents.get("2025-01-01-silent")).toMatchObject({ delay: null, counted: false });
    expect(classes.get("trust")).toEqual({ class: "trust", incidents: 1, n: 0, median: null });
  });

  test("has a median over published incidents only", () => {
    const delayed = (id: string, delay: string, data: Partial<PostmortemData> = {}) =>
      incident(id, { failure_kinds: kinds, detection: { delay }, ...data });
    const { classes } = measured(
      ...["PT1M", "PT2M", "PT4M", "PT6M", "PT8M", "P100D"].map((delay, at) => delayed(`2025-01-0${at + 1}-a`, delay)),
      delayed("2025-04-01-near-miss", "PT500M", { kind: "near-miss" }),
      delayed("2025-05-01-draft", "PT600M", { status: "draft" }),
    );
    expect(classes.get("trust")).toEqual({
      class: "trust",
      incidents: 6,
      n: 6,
      median: { from: 5 * MINUTE, to: 5 * MINUTE },
    });
  });
});
