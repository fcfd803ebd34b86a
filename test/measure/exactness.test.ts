import { describe, expect, test } from "vitest";
import { choreography } from "../../src/measure/choreography.js";
import { detectionDelay } from "../../src/measure/detection-delay.js";
import { incidentNumbers } from "../../src/measure/incident-numbers.js";
import { objectiveCompliance, publicObjectiveCompliance } from "../../src/measure/objective-compliance.js";
import { publicDuration } from "../../src/measure/public-values.js";
import { quartilesOf } from "../../src/measure/quartiles.js";
import type { Event, Objective, PostmortemData, Step } from "../../src/model/schema-types.js";
import { parseDuration } from "../../src/model/values/duration.js";
import { bareGraph, collection, incident } from "../support/collection.js";

const ID = "2026-03-14-queue-backlog";

const rto: Objective = {
  id: "rto",
  title: "Recovery time",
  description: "From the first violation until it held again",
  question: "How long?",
  measure: "duration",
  direction: "at-most",
  target: "PT4H",
  clock: { from: "began", to: "resolved" },
};

const step: Step = { id: "watch", title: "Watch", description: "-", why: "-", if_skipped: "-", counts_as: "-" };

function at(clock: string, marks: NonNullable<Event["marks"]>, more: Partial<Event> = {}): Event {
  return { at: `2026-03-14T${clock}:00Z`, marks, ...more };
}

const not_after = (clock: string) => ({ at: { not_after: `2026-03-14T${clock}:00Z` } });
const not_before = (clock: string) => ({ at: { not_before: `2026-03-14T${clock}:00Z` } });

/** The delay as data files have it. */
function delayOf(data: Partial<PostmortemData>) {
  const { delay, blind } = detectionDelay(bareGraph(collection([incident(ID, data)]))).incidents.get(ID) ?? {};
  return [publicDuration(delay ?? null), publicDuration(blind ?? null)];
}

function recovery(data: Partial<PostmortemData>) {
  const graph = bareGraph(collection([incident(ID, data)], { catalogs: { objectives: [rto] } }));
  return publicObjectiveCompliance(objectiveCompliance(graph), [rto])[0];
}

describe("a delay between bounds", () => {
  const began = at("09:00", ["began"]);

  test.each<[string, Event[], unknown]>([
    [
      "a detection not after: from introduced",
      [at("08:00", ["introduced"]), began, at("19:00", ["detected"], not_after("19:00"))],
      ["-PT1H", "PT10H"],
    ],
    ["else from began", [began, at("19:00", ["detected"], not_after("19:00"))], ["PT0S", "PT10H"]],
    [
      "a beginning that is a range: none of it is negative",
      [
        { at: ["2026-03-14T09:00:00Z", "2026-03-14T10:00:00Z"], marks: ["began"] },
        at("19:00", ["detected"], not_after("19:00")),
      ],
      ["PT0S", "PT10H"],
    ],
    [
      "before began: only that much is known",
      [began, at("08:00", ["detected"], not_after("08:00"))],
      { at_most: "-PT1H" },
    ],
    ["a detection not before", [began, at("09:30", ["detected"], not_before("09:30"))], { at_least: "PT30M" }],
    [
      "a beginning not after",
      [at("09:00", ["began"], not_after("09:00")), at("09:30", ["detected"])],
      { at_least: "PT30M" },
    ],
    [
      "a beginning not before",
      [at("09:00", ["began"], not_before("09:00")), at("09:30", ["detected"])],
      { at_most: "PT30M" },
    ],
    ["bounds that exclude nothing", [at("09:00", ["began"], not_after("09:00")), at("09:00", ["detected"])], null],
    [
      "bounds on both that exclude nothing",
      [at("09:00", ["began"], not_after("09:00")), at("10:00", ["detected"], not_after("10:00"))],
      null,
    ],
    [
      "a disputed time",
      [began, at("09:47", ["detected"], { disputed: [{ at: "2026-03-14T10:00:00Z", cites: ["S1"] }] })],
      ["PT47M", "PT1H"],
    ],
  ])("%s", (_, timeline, expected) => {
    expect(delayOf({ timeline })[0]).toEqual(expected);
  });

  test("blind time is the positive part of it", () => {
    expect(delayOf({ timeline: [began, at("08:00", ["detected"], not_after("08:00"))] })[1]).toBe("PT0S");
    expect(delayOf({ timeline: [at("09:00", ["began"], not_before("09:00")), at("09:30", ["detected"])] })[1]).toEqual([
      "PT0S",
      "PT30M",
    ]);
    expect(delayOf({ timeline: [began, at("09:30", ["detected"], not_before("09:30"))] })[1]).toEqual({
      at_least: "PT30M",
    });
  });

  test("a stated bound is as narrow as the marks make it", () => {
    const timeline = [began, at("19:00", ["detected"], not_after("19:00"))];
    expect(delayOf({ timeline, detection: { delay: { at_most: "PT10H" } } })[0]).toEqual(["PT0S", "PT10H"]);
    expect(delayOf({ detection: { delay: { at_most: "PT10H" } } })[0]).toEqual({ at_most: "PT10H" });
  });

  test("a stated delay is as uncertain as the sources, unless its basis is told", () => {
    const timeline = [began, at("09:47", ["detected"], { disputed: [{ at: "2026-03-14T10:00:00Z", cites: ["S1"] }] })];
    const detection = { delay: "PT47M" };
    expect(delayOf({ timeline, detection })[0]).toEqual(["PT47M", "PT1H"]);
    expect(delayOf({ timeline, detection: { ...detection, delay_basis: "The pager's own log" } })[0]).toBe("PT47M");
  });
});

test("medians of bounds are bounds", () => {
  const values = [
    ...["PT1M", "PT2M", "PT3M"].map((span) => parseDuration(span)),
    ...[1, 2, 3].map(() => parseDuration({ at_least: "PT1H" })),
  ];
  const quartiles = quartilesOf(values.flatMap((value) => value ?? []));
  expect(publicDuration(quartiles?.median ?? null)).toEqual({ at_least: "PT31M30S" });
  expect(publicDuration(quartiles?.most ?? null)).toEqual({ at_least: "PT1H" });
  expect(publicDuration(quartiles?.least ?? null)).toBe("PT1M");
});

describe("recovery by the clock", () => {
  test("of a disputed end is undecided, and counted as that", () => {
    const end = at("12:00", ["resolved"], { disputed: [{ at: "2026-03-14T16:27:00Z", cites: ["S1"] }] });
    const measured = recovery({ timeline: [at("09:00", ["began"]), end] });
    expect(measured).toMatchObject({ undecided: 1, met: 0, breached: 0 });
    expect(measured?.values[0]).toMatchObject({ value: ["PT3H", "PT7H27M"], compliance: "undecided", derived: true });
  });

  test.each<[string, string, string, string]>([
    ["at the target", "12:00", "13:00", "met"],
    ["a minute above at most", "12:00", "13:01", "undecided"],
    ["wholly above", "13:01", "14:00", "breached"],
  ])("%s", (_, own, other, compliance) => {
    const end = at(own, ["resolved"], { disputed: [{ at: `2026-03-14T${other}:00Z`, cites: ["S1"] }] });
    expect(recovery({ timeline: [at("09:00", ["began"]), end] })?.values[0]?.compliance).toBe(compliance);
  });

  test("of an end not before is at least that long", () => {
    const timeline = [at("09:00", ["began"]), at("14:00", ["resolved"], not_before("14:00"))];
    expect(recovery({ timeline })?.values[0]).toMatchObject({ value: { at_least: "PT5H" }, compliance: "breached" });
  });

  test("each relapse is an interval of its own, and the clock of the incident stops at its first end", () => {
    const timeline = [
      at("09:00", ["began"]),
      at("10:00", ["mitigated", "resolved"]),
      at("11:00", ["relapsed"]),
      at("12:02", ["resolved"]),
      at("13:00", ["relapsed"]),
      at("18:00", ["mitigated"]),
      at("18:30", ["resolved"]),
    ];
    const values = recovery({ timeline })?.values;
    expect(values?.map(({ of, value, compliance }) => [of, value, compliance])).toEqual([
      [null, "PT1H", "met"],
      ["relapse", "PT1H2M", "met"],
      ["relapse-2", "PT5H30M", "breached"],
    ]);
    // The worst of an incident's values decides.
    expect(recovery({ timeline })).toMatchObject({ breached: 1, met: 0 });
  });

  test("a stated value takes the place of its own interval only", () => {
    const timeline = [
      at("09:00", ["began"]),
      at("10:00", ["resolved"]),
      at("11:00", ["relapsed"]),
      at("12:02", ["resolved"]),
    ];
    const rows = [{ objective: "rto", of: "relapse", value: "PT1H" }];
    expect(
      recovery({ timeline, recovery: rows })?.values.map(({ of, value, derived }) => [of, value, derived]),
    ).toEqual([
      ["relapse", "PT1H", false],
      [null, "PT1H", true],
    ]);
  });

  test("a relapse without an end has no value", () => {
    const timeline = [at("09:00", ["began"]), at("10:00", ["resolved"]), at("11:00", ["relapsed"])];
    expect(recovery({ timeline })?.values).toHaveLength(1);
  });
});

test("a step that was taken only after a relapse is late, and is neither taken nor skipped", () => {
  const timeline = [at("09:00", ["began"]), at("10:00", ["relapsed"]), at("10:30", [], { steps: ["watch"] })];
  const data: Partial<PostmortemData> = { timeline, response: [{ step: "watch", outcome: "late" }] };
  const graph = bareGraph(collection([incident(ID, data)], { catalogs: { steps: [step] } }));
  expect(choreography(graph).summaries.get("watch")).toMatchObject({ late: 1, taken: 0, skipped: 0, notRecorded: 0 });
});

test("published after a resolution of which only the earliest day is known is at most so many days", () => {
  const timeline = [at("09:00", ["began"]), at("14:00", ["resolved"], not_before("14:00"))];
  const data: Partial<PostmortemData> = { timeline, account: "own", published_on: "2026-03-20" };
  const graph = bareGraph(collection([incident(ID, data)]));
  const numbers = incidentNumbers(graph, detectionDelay(graph), choreography(graph));
  expect(numbers.incidents.get(ID)?.published).toEqual({ from: Number.NEGATIVE_INFINITY, to: 6 });
});
