import { describe, expect, test } from "vitest";
import { degradationConformance } from "../../src/measure/degradation-conformance.js";
import { type DegradationPolicies, degradationPolicies } from "../../src/measure/degradation-policies.js";
import type { Drill, Postmortem } from "../../src/model/collection.js";
import type { Graph } from "../../src/model/graph.js";
import type { Degradation, DegradationClass, DegradationPolicy, DrillData } from "../../src/model/schema-types.js";
import { bareGraph, collection, drill, incident } from "../support/collection.js";
import { loadExample } from "../support/load-example.js";

const NOW = "2026-11-23";

const policy: DegradationPolicy = {
  id: "admin-grant",
  title: "Grant admin rights without fresh policy",
  description: "What happens",
  dependency: "bundle server",
  action: "grant admin rights",
  risk: "high",
  class: "fail-closed",
  test_interval: "P180D",
};

const classes = ["fail-closed", "fail-open"].map(
  (id, at): DegradationClass => ({
    id,
    title: id,
    description: id,
    strictness: 3 - at,
    for_risk: "high",
    requires: "nothing",
  }),
);

const row = (observed: Degradation["observed"], mode?: Degradation["mode"]): Degradation => ({
  policy: policy.id,
  observed,
  ...(mode && { mode }),
});

const of = (graph: Graph): DegradationPolicies => degradationPolicies(graph, degradationConformance(graph), NOW);

function measured(postmortems: Postmortem[], drills: Drill[] = []): DegradationPolicies {
  return of(
    bareGraph(collection(postmortems, { drills, catalogs: { policies: [policy], degradationClasses: classes } })),
  );
}

const record = (...args: Parameters<typeof measured>) => measured(...args).policies.get(policy.id);

describe("what is on record of a policy", () => {
  test("are rows of published incidents, the newest first; near-misses and drills apart", () => {
    const found = record(
      [
        incident("2025-01-01-a", { degradation: [row("fail-closed", "designed")] }),
        incident("2026-01-01-b", { degradation: [row("fail-open", "accidental")] }),
        incident("2026-02-01-c", { degradation: [row("fail-open")], kind: "near-miss" }),
        incident("2026-03-01-d", { degradation: [row("fail-open")], status: "draft" }),
      ],
      [drill("2026-01-15-e", { degradation: [row("fail-closed", "designed")] })],
    );
    const ids = (rows: readonly { document: string }[] | undefined) => rows?.map(({ document }) => document);
    expect(ids(found?.incidents)).toEqual(["2026-01-01-b", "2025-01-01-a"]);
    expect(ids(found?.nearMisses)).toEqual(["2026-02-01-c"]);
    expect(ids(found?.drills)).toEqual(["2026-01-15-e"]);
    expect(found).toMatchObject({ mismatches: 1, last: { document: "2026-01-15-e" } });
  });

  test("was last observed where it is known what was observed", () => {
    const found = record([
      incident("2025-01-01-a", { degradation: [row("fail-open")] }),
      incident("2026-01-01-b", { degradation: [row({ unknown: "No log", gap: "M1" })] }),
    ]);
    expect(found?.last?.document).toBe("2025-01-01-a");
  });
});

describe("a test", () => {
  const both = (result: "pass" | "fail"): Partial<DrillData> => ({
    automation: { result },
    playbook: { result: "pass" },
  });

  test.each<[string, Partial<DrillData>, string | undefined]>([
    ["passes with the declared class by design", { degradation: [row("fail-closed", "designed")] }, "2026-08-01-t"],
    [
      "passes with the mode left open if the drill did",
      { degradation: [row("fail-closed")], ...both("pass") },
      "2026-08-01-t",
    ],
    [
      "does not with the mode left open in another drill",
      { degradation: [row("fail-closed")], ...both("fail") },
      undefined,
    ],
    ["does not by accident", { degradation: [row("fail-closed", "accidental")], ...both("pass") }, undefined],
    ["does not with another class", { degradation: [row("fail-open", "designed")], ...both("pass") }, undefined],
  ])("%s", (_name, data, passed) => {
    expect(record([], [drill("2026-08-01-t", data)])?.lastPassed?.drill).toBe(passed);
  });

  test.each([
    ["2026-08-01-t", "in-time"],
    ["2026-01-01-t", "overdue"],
  ])("of %s is %s", (id, due) => {
    expect(record([], [drill(id, { degradation: [row("fail-closed", "designed")] })])?.due).toBe(due);
  });

  test("that never was is due", () => {
    expect(record([])?.due).toBe("never");
  });
});

describe("declared against observed", () => {
  test("counts rows of incidents by mode, and drills beside them, in the order of the catalog", () => {
    const { confusion } = measured(
      [
        incident("2026-01-01-a", {
          degradation: [row("fail-open", "accidental"), row("fail-closed", "designed"), row("fail-closed")],
        }),
        incident("2026-01-02-b", { degradation: [row("destructive"), { action: "read", observed: "fail-open" }] }),
      ],
      [drill("2026-01-15-e", { degradation: [row("fail-open", "operator")] })],
    );
    expect(confusion.map((cell) => [cell.declared, cell.observed, cell.rows.length, cell.drills.length])).toEqual([
      ["fail-closed", "fail-closed", 2, 0],
      ["fail-closed", "fail-open", 1, 1],
      ["fail-closed", "destructive", 1, 0],
      [null, "fail-open", 1, 0],
    ]);
    expect(confusion[0]?.modes).toEqual({ designed: 1, operator: 0, accidental: 0, "not-stated": 1 });
  });

  test("is empty without observations", () => {
    expect(measured([]).confusion).toEqual([]);
  });
});

/**
 * By hand: what should have been refused went on in seven published incidents: by accident at Prow 2019, Let's Encrypt 2020,
 * Azure AD 2020, Facebook 2021, Flagsmith 2023 and Azure Front Door 2025, and by an operator's choice at Cloudflare on 2025-06-12.
 */
test("the example collection: seven times fail closed was declared and fail open observed", async () => {
  const cell = of(await loadExample()).confusion.find(
    ({ declared, observed }) => declared === "fail-closed" && observed === "fail-open",
  );
  expect(cell?.rows.map(({ document }) => document)).toEqual([
    "2025-10-29-azure-front-door-poisoned-baseline",
    "2025-06-12-cloudflare-workers-kv",
    "2023-07-04-flagsmith-uncommitted-change-served",
    "2021-10-04-facebook-backbone-audit-bug",
    "2020-09-28-azure-ad-ring-bypass",
    "2020-02-29-letsencrypt-caa-recheck",
    "2019-02-08-prow-rollback-not-far-enough",
  ]);
  expect(cell?.modes).toEqual({ designed: 0, operator: 1, accidental: 6, "not-stated": 0 });
});
