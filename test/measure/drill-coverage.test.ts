import { describe, expect, test } from "vitest";
import { type DrillCoverage, drillCoverage } from "../../src/measure/drill-coverage.js";
import type { Drill, Postmortem } from "../../src/model/collection.js";
import type { ConfigData, DrillData, PostmortemData, Scenario, Service } from "../../src/model/schema-types.js";
import { bareGraph, collection, drill, incident } from "../support/collection.js";
import { loadExample } from "../support/load-example.js";

const NOW = "2026-11-23";

const scenario: Scenario = {
  id: "policy-distribution-lag",
  title: "Policy distribution lag",
  description: "One region does not take up new policy",
  question: "Who notices?",
  kinds: ["consistency/stale-data-plane"],
  interval: "P180D",
};

const service = (id: string, organisation: string): Service => ({ id, title: id, description: id, organisation });

const PASSED: Partial<DrillData> = {
  scenario: scenario.id,
  services: ["sidecar"],
  automation: { result: "pass" },
  playbook: { result: "pass" },
};
const STALE: Partial<PostmortemData> = {
  services: [{ service: "sidecar", role: "origin" }],
  failure_kinds: [{ kind: "consistency/stale-data-plane", why: "Old bundle" }],
};

function coverage(
  drills: Drill[],
  postmortems: Postmortem[] = [],
  { config = {}, scenarios = [scenario] }: { config?: Partial<ConfigData>; scenarios?: Scenario[] } = {},
): DrillCoverage {
  const services = [service("sidecar", "Acme"), service("mesh", "Acme"), service("elsewhere", "Other")];
  return drillCoverage(bareGraph(collection(postmortems, { drills, config, catalogs: { scenarios, services } })), NOW);
}

const of = (result: DrillCoverage) => result.scenarios.get(scenario.id);

describe("the runs of a scenario", () => {
  test("are published drills held by now, the last first; only those with both halves exercised count", () => {
    const result = of(
      coverage([
        drill("2026-05-20-lag", { ...PASSED, held: "2026-05-20" }),
        drill("2026-06-20-lag", { ...PASSED, held: "2026-06-20", playbook: { result: "not-exercised" } }),
        drill("2026-07-20-lag", { ...PASSED, held: "2026-07-20", status: "draft" }),
        drill("2027-01-20-lag", { ...PASSED, held: "2027-01-20" }),
      ]),
    );
    expect(result?.runs.map(({ drill: id }) => id)).toEqual(["2026-06-20-lag", "2026-05-20-lag"]);
    expect(result?.last).toMatchObject({ drill: "2026-06-20-lag", counts: false });
    expect(result?.lastCounted).toMatchObject({ drill: "2026-05-20-lag", counts: true, passes: true });
  });

  test("are known per service and location", () => {
    const result = of(
      coverage([
        drill("2026-05-20-lag", { ...PASSED, locations: ["eu-west"] }),
        drill("2026-06-20-lag", { ...PASSED, locations: ["us-east"], automation: { result: "unknown" } }),
      ]),
    );
    expect(
      result?.places.map(({ type, name, runs, last, lastCounted, due }) => [
        type,
        name,
        runs,
        last.drill,
        lastCounted?.drill,
        due,
      ]),
    ).toEqual([
      ["service", "sidecar", 2, "2026-06-20-lag", "2026-05-20-lag", "overdue"],
      ["location", "eu-west", 1, "2026-05-20-lag", "2026-05-20-lag", "overdue"],
      ["location", "us-east", 1, "2026-06-20-lag", undefined, "never"],
    ]);
  });
});

describe("an interval", () => {
  test.each([
    ["in time", "2026-06-20-lag", PASSED, "in-time"],
    ["overdue", "2026-05-20-lag", PASSED, "overdue"],
    ["never held with both halves", "2026-06-20-lag", { ...PASSED, playbook: { result: "unknown" } }, "never"],
    ["kept by own drills only", "2026-06-20-lag", { ...PASSED, account: "third-party" }, "never"],
  ] as const)("%s", (_name, id, data, due) => {
    expect(of(coverage([drill(id, data)]))?.due).toBe(due);
  });

  test("is nobody's duty in a collection of third-party accounts, and without one nothing is due", () => {
    const drills = [drill("2020-06-20-lag", PASSED)];
    expect(of(coverage(drills, [], { config: { account: "third-party" } }))?.due).toBeNull();
    const { interval: _, ...without } = scenario;
    expect(of(coverage(drills, [], { scenarios: [without] }))?.due).toBeNull();
  });
});

describe("an incident after a passing drill", () => {
  const missed = (data: Partial<PostmortemData>, held: Partial<DrillData> = PASSED, id = "2026-09-01-stale") =>
    coverage([drill("2026-05-20-lag", held)], [incident(id, data)]).missed.map(({ same }) => same);

  test("is one of a kind that the scenario rehearses, at the same service or organisation", () => {
    expect(missed(STALE)).toEqual(["service"]);
    expect(missed({ ...STALE, services: [{ service: "mesh", role: "origin" }] })).toEqual(["organisation"]);
    expect(missed({ ...STALE, services: [] })).toEqual(["not-stated"]);
  });

  test("is none elsewhere, of another kind, before the drill, unpublished, or after a drill that did not pass", () => {
    expect(missed({ ...STALE, services: [{ service: "elsewhere", role: "origin" }] })).toEqual([]);
    expect(missed({ ...STALE, failure_kinds: [{ kind: "trust/missing-identity", why: "No key" }] })).toEqual([]);
    expect(missed(STALE, PASSED, "2026-05-20-stale")).toEqual([]);
    expect(missed({ ...STALE, status: "draft" })).toEqual([]);
    expect(missed({ ...STALE, kind: "near-miss" })).toEqual([]);
    expect(missed(STALE, { ...PASSED, playbook: { result: "partial" } })).toEqual([]);
  });

  test("goes by when it began, which may be before its day", () => {
    const began = { timeline: [{ at: "2026-05-19T10:00:00Z", marks: ["began"] }] } as Partial<PostmortemData>;
    expect(missed({ ...STALE, ...began })).toEqual([]);
  });
});

test("kinds that occurred and that no scenario rehearses, the most frequent first", () => {
  const kinds = (...ids: string[]): Partial<PostmortemData> => ({
    failure_kinds: ids.map((kind) => ({ kind, why: "Seen" })),
  });
  const { unrehearsed } = coverage(
    [],
    [
      incident("2026-01-01-a", kinds("trust/missing-identity", "consistency/stale-data-plane")),
      incident("2026-01-02-b", kinds("capacity/issuance-saturation", "trust/missing-identity")),
      incident("2026-01-03-c", { ...kinds("operability/missing-telemetry"), kind: "near-miss" }),
    ],
  );
  expect(unrehearsed).toEqual([
    { kind: "trust/missing-identity", incidents: ["2026-01-01-a", "2026-01-02-b"] },
    { kind: "capacity/issuance-saturation", incidents: ["2026-01-02-b"] },
  ]);
});

test("the order of documents changes nothing, and of nothing there is nothing", () => {
  const drills = [drill("2026-05-20-a", PASSED), drill("2026-05-20-b", PASSED), drill("2025-05-20-c", PASSED)];
  const incidents = [incident("2026-09-01-x", STALE), incident("2026-09-01-y", STALE)];
  const there = coverage(drills, incidents);
  const back = coverage([...drills].reverse(), incidents);
  expect(back).toEqual(there);
  expect(of(coverage([]))).toMatchObject({ runs: [], last: null, lastCounted: null, missed: [], due: "never" });
});

/**
 * By hand, from the results in the 21 files: both halves exercised in fifteen, all but Stripe 2014, Slack's configuration
 * tool 2019, OpenStreetMap 2022 and 2025, the Ministry of Justice 2025 and Cloudflare's break-glass drill 2026. Both halves passed in three: Slack's channel servers 2019, Dropbox 2021, Wikimedia 2024.
 */
test("the example collection: 21 drills, fifteen count, three passed", async () => {
  const { runs, missed, unrehearsed, scenarios } = drillCoverage(await loadExample(), NOW);
  expect([runs.length, runs.filter((run) => run.counts).length, runs.filter((run) => run.passes).length]).toEqual([
    21, 15, 3,
  ]);
  expect([...scenarios.values()].filter((one) => one.runs.length === 0).map((one) => one.scenario)).toEqual([
    "partial-token-issuer-outage",
    "telemetry-degradation-under-load",
    "retry-storm-at-an-evaluator",
  ]);
  expect(missed.map(({ incident: id, drill: { drill: held }, same }) => [id, held, same])).toEqual([
    ["2022-02-22-slack-cache-replaced-empty", "2019-01-01-slack-channel-server-partition", "organisation"],
  ]);
  expect(unrehearsed.map(({ kind, incidents }) => [kind, incidents.length])).toEqual([
    ["consistency/conflicting-policy", 5],
    ["operability/indistinguishable-outcome", 4],
    ["trust/misused-identity", 1],
  ]);
});
