import { expect, test } from "vitest";
import { measure } from "../../src/measure/measure.js";
import type { PostmortemData } from "../../src/model/schema-types.js";
import { bareGraph, collection, incident } from "../support/collection.js";

const numbers = (data: Partial<PostmortemData>, steps = ["freeze"]) => {
  const catalogs = {
    steps: steps.map((id) => ({ id, title: id, description: "", why: "", if_skipped: "", counts_as: "" })),
  };
  const graph = bareGraph(collection([incident("2026-03-14-stale-grants", data)], { catalogs }));
  return measure(graph, "2026-11-23").incidentNumbers.incidents.get("2026-03-14-stale-grants");
};

test("a postmortem is published so many days after the day on which its incident was resolved", () => {
  const timeline = [{ at: "2026-03-14T23:50:00Z", event: "Over", marks: ["resolved" as const] }];
  expect(numbers({ timeline, published_on: "2026-03-24" })?.published).toEqual({ from: 10, to: 10 });
  expect(
    numbers({ timeline: [{ at: "2026-03", event: "Over", marks: ["resolved"] }], published_on: "2026-04-02" })
      ?.published,
  ).toEqual({
    from: 2,
    to: 32,
  });
  expect(numbers({ timeline, published_on: "2026-03-24", account: "third-party" })?.published).toBeNull();
  expect(numbers({ timeline, published_on: "2026-03-24", status: "draft" })?.published).toBeNull();
  expect(numbers({ timeline })?.published).toBeNull();
});

test("the first response step is whichever of the steps came first", () => {
  const one = numbers(
    {
      timeline: [
        { at: "2026-03-14T09:00:00Z", event: "Seen", marks: ["detected"] },
        { at: ["2026-03-14T09:10:00Z", "2026-03-14T09:40:00Z"], event: "Frozen", steps: ["freeze"] },
        { at: "2026-03-14T09:30:00Z", event: "Contained", steps: ["contain"] },
      ],
    },
    ["freeze", "contain"],
  );
  expect(one?.firstStep).toEqual({ from: 10 * 60_000, to: 30 * 60_000 });
});
