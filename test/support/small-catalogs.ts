import type { Collection } from "../../src/model/collection.js";
import type { FailureClass } from "../../src/model/schema-types.js";

const classOf = (id: string, kind: string): FailureClass => ({
  id,
  title: `Class ${id}`,
  description: "What goes wrong",
  look_first: "The issuer",
  shape: "diamond",
  kinds: [{ id: kind, title: `Kind ${kind}`, description: "How it goes wrong" }],
});

/** Catalogs with two of everything. */
export const CATALOGS = {
  classes: [classOf("trust", "invalid-identity"), classOf("capacity", "retry-storm")],
  services: ["issuer", "sidecar"].map((id) => ({
    id,
    title: `The ${id}`,
    organisation: "Acme",
    description: "A service",
  })),
  contracts: ["key-refresh", "call-budget"].map((id) => ({
    id,
    title: `Contract ${id}`,
    description: "",
    parties: ["one", "other"] as [string, string],
    promise: "A promise",
    clarified: id === "key-refresh" ? [{ on: "2024-06-01", where: "The handbook" }] : [],
  })),
  invariants: [{ id: "revoked-is-refused", title: "Revoked is refused", description: "", statement: "Always" }],
  objectives: [
    {
      id: "rto",
      title: "Recovery time",
      description: "",
      question: "How long?",
      measure: "duration",
      direction: "at-most",
      target: "PT4H",
      clock: { from: "began", to: "resolved" },
    },
    {
      id: "freshness",
      title: "Freshness",
      description: "",
      question: "How stale?",
      measure: "duration",
      direction: "at-most",
      target: "PT5M",
      trust: true,
    },
  ],
  steps: ["freeze", "contain"].map((id) => ({
    id,
    title: `Step ${id}`,
    description: "",
    why: "",
    if_skipped: "",
    counts_as: "",
    skip_severity: "warning",
  })),
  degradationClasses: [
    { id: "fail-closed", title: "Fail closed", description: "", strictness: 3, for_risk: "high", requires: "nothing" },
    { id: "fail-open", title: "Fail open", description: "", strictness: 1, for_risk: "low", requires: "nothing" },
  ],
  policies: [
    {
      id: "grant",
      title: "Grant without policy",
      description: "",
      dependency: "policy",
      action: "grant",
      risk: "high",
      class: "fail-closed",
      test_interval: "P90D",
    },
  ],
  scenarios: [
    {
      id: "lag",
      title: "Policy lag",
      description: "",
      question: "Who notices?",
      kinds: ["trust/invalid-identity"],
      interval: "P180D",
    },
  ],
} as unknown as Collection["catalogs"];
