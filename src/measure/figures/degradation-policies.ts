import type { DegradationPolicies } from "../degradation-policies.js";

export function degradationPolicyFigures({ policies, confusion }: DegradationPolicies) {
  return {
    policies: [...policies.values()].map((one) => ({
      policy: one.policy,
      incidents: one.incidents.map(({ document }) => document),
      drills: one.drills.map(({ document }) => document),
      mismatches: one.mismatches,
      last_observed: one.last && { document: one.last.document, observed: one.last.observed },
      last_passing_drill: one.lastPassed?.drill ?? null,
      due: one.due,
    })),
    confusion: confusion.map(({ declared, observed, rows, modes, drills }) => ({
      declared,
      observed,
      incidents: rows.map(({ document }) => document),
      drills: drills.map(({ document }) => document),
      designed: modes.designed,
      operator: modes.operator,
      accidental: modes.accidental,
      not_said: modes["not-said"],
    })),
  };
}
