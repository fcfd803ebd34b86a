import { describe, expect, test } from "vitest";
import { objectiveCompliance } from "../../src/measure/objective-compliance.js";
import type { Measured, Objective, PostmortemData } from "../../src/model/schema-types.js";
import { bareGraph, collection, drill, incident } from "../support/collection.js";

const freshness: Objective = {
  id: "policy-freshness-gap",
  title: "Policy freshness gap",
  description: "From publication to enforcement",
  question: "How old was the oldest policy in force?",
  measure: "duration",
  direction: "at-most",
  target: "PT5M",
  trust: true,
  overrides: [{ service: "sidecar", target: "PT1H" }],
};

const traces: Objective = {
  ...freshness,
  id: "unresolved-decision-traces",
  measure: "count",
  target: 0,
  overrides: [],
};
const rto: Objective = {
  ...freshness,
  id: "rto",
  target: "PT4H",
  trust: false,
  overrides: [],
  clock: { from: "began", to: "resolved" },
};
const { target: _, ...freshnessWithoutTarget } = freshness;

const ID = "2026-03-14-stale-grants";

function judged(objective: Objective, data: Partial<PostmortemData>) {
  const graph = bareGraph(collection([incident(ID, data)], { catalogs: { objectives: [objective] } }));
  return objectiveCompliance(graph);
}

function compliance(value: Measured, service?: string) {
  const row = { objective: freshness.id, value, ...(service && { service }) };
  return judged(freshness, { recovery: [row] }).byDocument.get(ID)?.[0]?.compliance;
}

describe("a value against its target", () => {
  test.each<[string, Measured, string]>([
    ["above", "PT5M1S", "breached"],
    ["at the target", "PT5M", "met"],
    ["a range wholly above", ["PT6M", "PT10M"], "breached"],
    ["a range on both sides", ["PT2M", "PT10M"], "undecided"],
    ["a range up to the target", ["PT2M", "PT5M"], "met"],
    ["at least more than the target", { at_least: "PT6M" }, "breached"],
    ["at least less than the target", { at_least: "PT2M" }, "undecided"],
    ["at most the target", { at_most: "PT5M" }, "met"],
    ["at most more than the target", { at_most: "PT6M" }, "undecided"],
    ["unknown", { unknown: "Nobody measured it", gap: "M1" }, "unknown"],
    ["not published", { unpublished: "The report has no figure" }, "unknown"],
    ["not applicable", { not_applicable: "No policy was involved" }, "not-applicable"],
  ])("%s", (_name, value, expected) => {
    expect(compliance(value)).toBe(expected);
  });

  test("a service can have a target of its own", () => {
    expect(compliance("PT30M", "sidecar")).toBe("met");
    expect(compliance("PT30M", "gateway")).toBe("breached");
  });

  test("without a target nothing is breached", () => {
    const { byDocument } = judged(freshnessWithoutTarget, { recovery: [{ objective: freshness.id, value: "P9D" }] });
    expect(byDocument.get(ID)?.[0]?.compliance).toBe("no-target");
  });

  test("counts compare as numbers", () => {
    const { byDocument } = judged(traces, { recovery: [{ objective: traces.id, value: { at_least: 1_000_000 } }] });
    expect(byDocument.get(ID)?.[0]).toMatchObject({ compliance: "breached", target: 0 });
  });
});

describe("a value derived from a clock", () => {
  const timeline: PostmortemData["timeline"] = [
    { at: "2026-03-14T09:00:00Z", marks: ["began"] },
    { at: "2026-03-14T14:00:00Z", marks: ["resolved"] },
  ];

  test("stands where no row states it", () => {
    expect(judged(rto, { timeline }).byDocument.get(ID)).toMatchObject([{ entry: null, compliance: "breached" }]);
  });

  test("gives way to a stated one", () => {
    const rows = judged(rto, { timeline, recovery: [{ objective: "rto", value: "PT3H" }] }).byDocument.get(ID);
    expect(rows).toMatchObject([{ compliance: "met" }]);
    expect(rows?.[0]?.entry).not.toBeNull();
  });

  test("is unknown for the reason of a blank mark", () => {
    const blank = { unpublished: "The end is not given" };
    const rows = judged(rto, {
      timeline: [...timeline.slice(0, 1), { at: blank, marks: ["resolved"] }],
    }).byDocument.get(ID);
    expect(rows).toMatchObject([{ value: null, blank, compliance: "unknown" }]);
  });

  test("does not exist without its marks", () => {
    expect(judged(rto, { timeline: timeline.slice(0, 1) }).byDocument.get(ID)).toEqual([]);
  });
});

test("a summary counts each published incident once, by its worst row", () => {
  const recovery = (...values: Measured[]) => ({
    recovery: values.map((value) => ({ objective: freshness.id, value })),
  });
  const graph = bareGraph(
    collection(
      [
        incident("2025-01-01-both", recovery("PT1M", "PT2H")),
        incident("2025-02-01-fine", recovery("PT1M")),
        incident("2025-03-01-unclear", recovery("PT1M", { unknown: "Not measured" })),
        incident("2025-03-02-range", recovery("PT1M", ["PT2M", "PT10M"], { unknown: "Not measured" })),
        incident("2025-04-01-silent"),
        incident("2025-05-01-draft", { status: "draft", ...recovery("PT9H") }),
        incident("2025-06-01-near-miss", { kind: "near-miss", ...recovery("PT9H") }),
      ],
      { catalogs: { objectives: [freshness] }, drills: [drill("2025-07-01-lag", recovery("PT9H"))] },
    ),
  );
  const { summaries, byObjective } = objectiveCompliance(graph);
  expect(summaries.get(freshness.id)).toMatchObject({
    breached: 1,
    met: 1,
    undecided: 1,
    unknown: 1,
    notRecorded: 1,
  });
  expect(byObjective.get(freshness.id)?.filter((row) => row.type === "drill")).toMatchObject([
    { counted: false, compliance: "breached" },
  ]);
});
