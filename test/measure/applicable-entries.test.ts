import { expect, test } from "vitest";
import { link } from "../../src/link/link.js";
import { measure } from "../../src/measure/measure.js";
import type { Collection } from "../../src/model/collection.js";
import type { SourceInfo } from "../../src/model/repository-source.js";
import type { Event, Objective } from "../../src/model/schema-types.js";
import { collection, incident } from "../support/collection.js";

const SLUG = "2026-03-14-old-keys";
const A = `@a/${SLUG}`;
const B = `@b/${SLUG}`;
const C = `@c/${SLUG}`;

function step(id: string) {
  return { id, title: id, description: "d", why: "w", counts_as: "c", if_skipped: "s" };
}

function objective(id: string): Objective {
  const texts = { id, title: id, description: "d", question: "q" };
  return {
    ...texts,
    measure: "duration",
    direction: "at-most",
    target: "PT1H",
    clock: { from: "began", to: "resolved" },
  };
}

const timeline: Event[] = [
  { at: "2026-03-14T09:00:00Z", event: "It began", marks: ["began"] },
  { at: "2026-03-14T12:00:00Z", event: "It ended", marks: ["resolved"] },
];

function source(name: string): SourceInfo {
  return { name, title: name, description: null, commit: "0", time: "2026-01-01T00:00:00Z", visibility: "internal" };
}

/** Three repositories: a has steps and objectives of its own, b has those of the collection word for word, c names one. */
function joined(): Collection {
  const documents = [
    incident(A, { timeline: [...timeline] }),
    incident(B, { timeline: [...timeline] }),
    incident(C, { timeline: [...timeline], response: [{ step: "freeze", outcome: "skipped", reason: "r" }] }),
  ];
  const catalogs = {
    steps: [step("freeze"), step("roll-back"), step("@a/freeze")],
    objectives: [objective("outage"), objective("@a/outage")],
  };
  return {
    ...collection(documents, { catalogs }),
    sources: ["a", "b", "c"].map(source),
    sharedEntries: new Map([["b", new Set(["step:freeze", "step:roll-back", "objective:outage"])]]),
  };
}

const measures = measure(link(joined()), "2026-12-01");

test("a step counts for the incidents of its repository, and of those that share or name it", () => {
  const steps = (id: string) =>
    measures.choreography.incidents.get(id)?.map(({ step: one, outcome }) => [one, outcome]);
  expect(steps(A)).toEqual([["@a/freeze", "not-recorded"]]);
  expect(steps(B)).toEqual([
    ["freeze", "not-recorded"],
    ["roll-back", "not-recorded"],
  ]);
  expect(steps(C)).toEqual([["freeze", "skipped"]]);
  const { summaries } = measures.choreography;
  expect(summaries.get("freeze")).toMatchObject({ skipped: 1, notRecorded: 1 });
  expect(summaries.get("roll-back")).toMatchObject({ notRecorded: 1 });
  expect(summaries.get("@a/freeze")).toMatchObject({ notRecorded: 1 });
});

test("no repository is measured against the objectives of another", () => {
  const { byDocument, summaries } = measures.objectiveCompliance;
  const breached = (id: string) => byDocument.get(id)?.map(({ objective: one, compliance }) => [one, compliance]);
  expect(breached(A)).toEqual([["@a/outage", "breached"]]);
  expect(breached(B)).toEqual([["outage", "breached"]]);
  expect(breached(C)).toEqual([]);
  expect(summaries.get("outage")).toMatchObject({ breached: 1, notRecorded: 0 });
  expect(summaries.get("@a/outage")).toMatchObject({ breached: 1, notRecorded: 0 });
});

test("without sources all count for all", () => {
  const { sources: _, sharedEntries: __, ...alone } = joined();
  const { choreography, objectiveCompliance } = measure(link(alone), "2026-12-01");
  expect(choreography.incidents.get(A)).toHaveLength(3);
  expect(objectiveCompliance.byDocument.get(C)).toHaveLength(2);
});
