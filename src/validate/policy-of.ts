import type { Degradation, DegradationPolicy } from "../model/schema-types.js";

/** A name for comparison: without differences of case and white space. */
export function sameName(text: string): string {
  return text.normalize("NFC").trim().toLowerCase().replace(/\s+/g, " ");
}

/** Finds the policy of a degradation row: the one that it names, else the one declared for its dependency and action. */
export function policyFinder(
  policies: readonly DegradationPolicy[],
): (row: Degradation) => DegradationPolicy | undefined {
  const byId = new Map(policies.map((policy) => [policy.id, policy]));
  const byName = new Map(policies.map((policy) => [pairOf(policy), policy]));
  return (row) => (row.policy === undefined ? byName.get(pairOf(row)) : byId.get(row.policy));
}

/** Names hold no line break once their white space is evened out, so that one can part them. */
function pairOf({ dependency = "", action = "" }: { dependency?: string; action?: string }): string {
  return `${sameName(dependency)}\n${sameName(action)}`;
}
