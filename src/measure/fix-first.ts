import { compareText } from "../model/diagnostic.js";
import type { Graph } from "../model/graph.js";
import type { DegradationPolicy } from "../model/schema-types.js";
import type { ConformanceRow } from "./degradation-conformance.js";
import type { DegradationPolicies } from "./degradation-policies.js";
import type { Due } from "./drill-run.js";

/** What an incident in which a policy did not hold weighs, by the risk of its action. */
const RISK_WEIGHT: Readonly<Record<DegradationPolicy["risk"], number>> = { high: 3, medium: 2, low: 1 };

/** A policy that did not hold, or of which nobody knows in time whether it does. */
export interface PolicyToFix {
  policy: string;
  risk: DegradationPolicy["risk"];
  /** Published incidents in which another class was observed, and of these those in which it was a weaker one. */
  mismatches: readonly string[];
  weaker: readonly string[];
  /** Published incidents in which the declared class was there by chance. */
  byChance: readonly string[];
  due: Due;
  /** The number of mismatches times the weight of the risk: 3 for high, 2 for medium, 1 for low. */
  weight: number;
}

/**
 * Degradation policies by what to fix first: by weight, then those that were weaker than declared,
 * then those that held by chance, then those overdue for a test; those of higher risk first among equals. What only
 * conformed and was tested in time is left out. The weights order a list and mean nothing beyond it.
 */
export function fixFirst(graph: Graph, { policies }: DegradationPolicies): PolicyToFix[] {
  const { catalogs } = graph.collection;
  const strictness = new Map(catalogs.degradationClasses.map(({ id, strictness: value }) => [id, value]));
  const entries = catalogs.policies.flatMap((policy): PolicyToFix[] => {
    const record = policies.get(policy.id);
    if (record === undefined) return [];
    const mismatched = record.incidents.filter(({ conformance }) => conformance === "mismatch");
    const entry = {
      policy: policy.id,
      risk: policy.risk,
      mismatches: idsOf(mismatched),
      weaker: idsOf(mismatched.filter((row) => isWeaker(row, strictness))),
      byChance: idsOf(record.incidents.filter(({ conformance }) => conformance === "by-chance")),
      due: record.due,
    };
    const weight = entry.mismatches.length * RISK_WEIGHT[policy.risk];
    const isSound = weight === 0 && entry.byChance.length === 0 && !isOverdue(entry.due);
    return isSound ? [] : [{ ...entry, weight }];
  });
  return entries.sort(
    (a, b) =>
      b.weight - a.weight ||
      b.weaker.length - a.weaker.length ||
      RISK_WEIGHT[b.risk] - RISK_WEIGHT[a.risk] ||
      b.byChance.length - a.byChance.length ||
      Number(isOverdue(b.due)) - Number(isOverdue(a.due)) ||
      compareText(a.policy, b.policy),
  );
}

export function isOverdue(due: Due): boolean {
  return due === "overdue" || due === "never";
}

/** Whether callers got more than was declared; what destroyed something is weaker than anything declared. */
function isWeaker({ declared, observed }: ConformanceRow, strictness: ReadonlyMap<string, number>): boolean {
  if (observed === "destructive") return true;
  const [wanted, seen] = [strictness.get(declared ?? ""), strictness.get(observed ?? "")];
  return wanted !== undefined && seen !== undefined && seen < wanted;
}

/** Each once, in the order of ids. */
function idsOf(rows: readonly ConformanceRow[]): string[] {
  return [...new Set(rows.map(({ document }) => document))].sort(compareText);
}
