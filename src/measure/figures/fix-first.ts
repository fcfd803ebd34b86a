import type { PolicyToFix } from "../fix-first.js";

export function fixFirstFigures(policies: readonly PolicyToFix[]) {
  return policies.map((one) => ({
    policy: one.policy,
    risk: one.risk,
    weight: one.weight,
    mismatches: one.mismatches,
    weaker: one.weaker,
    by_chance: one.byChance,
    due: one.due,
  }));
}
