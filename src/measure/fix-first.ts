import { compareText } from "../model/diagnostic.js";
import type { Graph } from "../model/graph.js";
import type { DegradationPolicy } from "../model/schema-types.js";
import { described, list, oneOf, record, type TypeOf, text } from "../util/shape.js";
import type { ConformanceRow } from "./degradation-conformance.js";
import type { DegradationPolicies } from "./degradation-policies.js";
import { type Due, dueShape } from "./drill-run.js";
import { incidentIds } from "./public-values.js";

/** The risk of an action, by rank. */
const RISK_RANK: Readonly<Record<DegradationPolicy["risk"], number>> = { high: 3, medium: 2, low: 1 };

const policyShape = record("A policy", {
  policy: text("The id of a policy"),
  risk: oneOf(["high", "medium", "low"], "The risk of its action"),
  mismatches: incidentIds("Published incidents in which another class was observed"),
  weaker: incidentIds("Those of them in which it was a weaker one, such as failing open in place of closed"),
  by_chance: incidentIds("Published incidents in which the declared class was there by chance"),
  due: described(dueShape, "Whether its test interval is kept; null without one"),
});

export const fixFirstShape = list(policyShape, "Degradation policies by what to fix first");

export type FixFirst = TypeOf<typeof fixFirstShape>;
type PolicyToFix = TypeOf<typeof policyShape>;

/**
 * Degradation policies by what to fix first: those of which another class was observed by the risk of the action, within
 * one risk those that were weaker than declared (what failed open at high risk comes first), then by incidents; then those
 * that conformed by chance or are overdue for a test, by risk. What only conformed and was tested in time is left out.
 */
export function fixFirst(graph: Graph, { policies }: DegradationPolicies): FixFirst {
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
      by_chance: idsOf(record.incidents.filter(({ conformance }) => conformance === "by-chance")),
      due: record.due,
    };
    const isSound = entry.mismatches.length === 0 && entry.by_chance.length === 0 && !isOverdue(entry.due);
    return isSound ? [] : [entry];
  });
  return entries.sort(
    (a, b) =>
      urgency(b) - urgency(a) ||
      b.weaker.length - a.weaker.length ||
      b.mismatches.length - a.mismatches.length ||
      b.by_chance.length - a.by_chance.length ||
      Number(isOverdue(b.due)) - Number(isOverdue(a.due)) ||
      compareText(a.policy, b.policy),
  );
}

/** Mismatches before all else, each by risk; within one risk weaker ones before stricter ones. */
function urgency({ risk, mismatches, weaker }: PolicyToFix): number {
  if (mismatches.length === 0) return RISK_RANK[risk];
  return 10 * RISK_RANK[risk] + (weaker.length > 0 ? 1 : 0);
}

export function isOverdue(due: Due): boolean {
  return due === "overdue" || due === "never";
}

/** Whether a less strict class was observed than declared. Destructive is weaker than any class. */
function isWeaker({ declared, observed }: ConformanceRow, strictness: ReadonlyMap<string, number>): boolean {
  if (observed === "destructive") return true;
  const [wanted, seen] = [strictness.get(declared ?? ""), strictness.get(observed ?? "")];
  return wanted !== undefined && seen !== undefined && seen < wanted;
}

/** Each once, in the order of ids. */
function idsOf(rows: readonly ConformanceRow[]): string[] {
  return [...new Set(rows.map(({ document }) => document))].sort(compareText);
}
