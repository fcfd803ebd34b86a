import { expect, test } from "vitest";
import { degradationConformance } from "../../src/measure/degradation-conformance.js";
import type { Degradation, DegradationPolicy } from "../../src/model/schema-types.js";
import { bareGraph, collection, incident } from "../support/collection.js";

const policy: DegradationPolicy = {
  id: "admin-grant-without-fresh-policy",
  title: "Admin grant without fresh policy",
  description: "A grant of an admin role when the policy cannot be refreshed",
  dependency: "policy bundle server",
  action: "grant an admin role",
  risk: "high",
  class: "fail-closed",
};

const ID = "2026-03-14-stale-grants";

test.each<[string, Degradation, string]>([
  ["as declared and by design", { policy: policy.id, observed: "fail-closed", mode: "designed" }, "conformed"],
  ["as declared by a crash", { policy: policy.id, observed: "fail-closed", mode: "accidental" }, "by-chance"],
  ["as declared, mode not said", { policy: policy.id, observed: "fail-closed" }, "unknown"],
  ["another class", { policy: policy.id, observed: "fail-open", mode: "accidental" }, "mismatch"],
  ["destructive", { policy: policy.id, observed: "destructive" }, "mismatch"],
  ["not observed", { policy: policy.id, observed: { unknown: "No log of it", gap: "M1" } }, "unknown"],
  [
    "expected without a policy",
    { dependency: "bundle server", action: "read", expected: "fail-open", observed: "fail-open", mode: "designed" },
    "conformed",
  ],
  ["nothing declared", { dependency: "bundle server", action: "read", observed: "fail-open" }, "undeclared"],
  [
    "not known what was declared",
    { action: "read", expected: { unpublished: "No policy is public" }, observed: "fail-open" },
    "undeclared",
  ],
])("degradation %s", (_name, entry, expected) => {
  const graph = bareGraph(collection([incident(ID, { degradation: [entry] })], { catalogs: { policies: [policy] } }));
  expect(degradationConformance(graph).byDocument.get(ID)?.[0]?.conformance).toBe(expected);
});
