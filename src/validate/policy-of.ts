import type { Degradation, DegradationPolicy } from "../model/schema-types.js";

/** Normalises case and white space of a name for comparison. */
export function sameName(text: string): string {
  return text.normalize("NFC").trim().toLowerCase().replace(/\s+/g, " ");
}

/** Finds the policy of a degradation entry: the one that it names, else the one for its dependency and action. */
export function policyFinder(
  policies: readonly DegradationPolicy[],
): (row: Degradation) => DegradationPolicy | undefined {
  const byId = new Map(policies.map((policy) => [policy.id, policy]));
  const byName = new Map(policies.map((policy) => [pairOf(policy), policy]));
  return (row) => (row.policy === undefined ? byName.get(pairOf(row)) : byId.get(row.policy));
}

/** A key for dependency and action. Normalised names have no line break, so it can separate them. */
function pairOf({ dependency = "", action = "" }: { dependency?: string; action?: string }): string {
  return `${sameName(dependency)}\n${sameName(action)}`;
}
