import { compareText } from "../model/diagnostic.js";
import type { Graph } from "../model/graph.js";
import type { DegradationPolicy } from "../model/schema-types.js";
import { count, described, list, oneOf, record, type TypeOf, text } from "../util/shape.js";
import type { ConformanceRow } from "./degradation-conformance.js";
import type { DegradationPolicies } from "./degradation-policies.js";
import { type Due, dueShape } from "./drill-run.js";
import { incidentIds } from "./public-values.js";

/** The weight of a mismatch by the risk of the action. */
const RISK_WEIGHT: Readonly<Record<DegradationPolicy["risk"], number>> = { high: 3, medium: 2, low: 1 };

const policyShape = record("A policy", {
  policy: text("The id of a policy"),
  risk: oneOf(["high", "medium", "low"], "The risk of its action"),
  weight: count(
    "Mismatches times 3 for high, 2 for medium and 1 for low risk; it orders the list and means nothing else",
  ),
  mismatches: incidentIds("Published incidents in which another class was observed"),
  weaker: incidentIds("Those of them in which it was a weaker one"),
  by_chance: incidentIds("Published incidents in which the declared class was there by chance"),
  due: described(dueShape, "Whether its test interval is kept; null without one"),
});

export const fixFirstShape = list(policyShape, "Degradation policies by what to fix first");

export type FixFirst = TypeOf<typeof fixFirstShape>;
export type PolicyToFix = TypeOf<typeof policyShape>;

/**
 * Degradation policies by what to fix first: by weight, then weaker than declared, then higher risk, then conformed by
 * chance, then overdue for a test. What only conformed and was tested in time is left out.
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
    const weight = entry.mismatches.length * RISK_WEIGHT[policy.risk];
    const isSound = weight === 0 && entry.by_chance.length === 0 && !isOverdue(entry.due);
    return isSound ? [] : [{ ...entry, weight }];
  });
  return entries.sort(
    (a, b) =>
      b.weight - a.weight ||
      b.weaker.length - a.weaker.length ||
      RISK_WEIGHT[b.risk] - RISK_WEIGHT[a.risk] ||
      b.by_chance.length - a.by_chance.length ||
      Number(isOverdue(b.due)) - Number(isOverdue(a.due)) ||
      compareText(a.policy, b.policy),
  );
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
