import type { Postmortem } from "./collection.js";
import type { PostmortemData, ViolatedInvariant } from "./schema-types.js";
import { catalogId } from "./stated.js";
import { listOf } from "./values/blank.js";

/** The ids of the postmortems that violated an invariant, and of those that only threatened it. */
export interface Violations {
  violated: string[];
  threatened: string[];
}

/**
 * Whether an invariant held, but barely.
 *
 * @param state the state that a postmortem gives it, which is also the detail of a `violates` edge; without one it was violated
 */
export function isThreatened(state: string | null | undefined): boolean {
  return state === "threatened";
}

/** The catalog's invariants that a postmortem violated, without those that it only threatened; each id once. */
export function violatedIds(data: PostmortemData): Set<string> {
  return idsWhere(data, ({ state }) => !isThreatened(state));
}

/**
 * What postmortems did to each invariant of the catalog, by its id. One that violated an invariant is not also among those
 * that threatened it.
 *
 * @param postmortems those that count
 */
export function violationsOf(postmortems: readonly Postmortem[]): Map<string, Violations> {
  const found = new Map<string, Violations>();
  for (const { id, data } of postmortems) {
    const violated = violatedIds(data);
    for (const invariant of idsWhere(data, () => true)) {
      const entry = found.get(invariant) ?? { violated: [], threatened: [] };
      entry[violated.has(invariant) ? "violated" : "threatened"].push(id);
      found.set(invariant, entry);
    }
  }
  return found;
}

function idsWhere({ violated_invariants }: PostmortemData, test: (entry: ViolatedInvariant) => boolean): Set<string> {
  const entries = listOf<ViolatedInvariant>(violated_invariants).filter(test);
  return new Set(entries.flatMap(({ invariant }) => catalogId(invariant) ?? []));
}
