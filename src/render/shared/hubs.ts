import type { SiteInput } from "./site-input.js";

/** The lists that others lead to, by the folder that each has. */
export type Hub =
  | "actions"
  | "blind-spots"
  | "contracts"
  | "degradation"
  | "drills"
  | "incidents"
  | "invariants"
  | "objectives"
  | "patterns"
  | "response"
  | "services";

/**
 * Which lists a site has: for readers those with something on them, for authors all, because an empty one says how to
 * fill it.
 */
export function hubsOf({ graph, measures, onlyFilled }: SiteInput): Readonly<Record<Hub, boolean>> {
  const { postmortems, drills, catalogs } = graph.collection;
  const has = (...lists: readonly (readonly unknown[])[]) =>
    onlyFilled !== true || lists.some(({ length }) => length > 0);
  // Not asked for where all lists are there: for authors, who wait for the site after each save.
  const hasMeasured = (isThere: () => boolean) => onlyFilled !== true || isThere();
  const hasObservations = hasMeasured(() => measures.degradationPolicies.confusion.some(({ rows }) => rows.length > 0));
  const hasBlindSpots = hasMeasured(
    () =>
      measures.evidenceLedger.gaps.length > 0 ||
      [...measures.detectionDelay.incidents.values()].some(({ blind }) => blind !== null),
  );
  return {
    actions: has(postmortems, drills),
    "blind-spots": has(catalogs.themes) || hasBlindSpots,
    contracts: has(catalogs.contracts),
    degradation: has(catalogs.policies) || hasObservations,
    drills: has(drills, catalogs.scenarios),
    incidents: has(postmortems),
    invariants: has(catalogs.invariants),
    objectives: has(catalogs.objectives),
    patterns: has(catalogs.classes, catalogs.invariants, catalogs.contracts, catalogs.services),
    response: has(catalogs.steps, catalogs.policies, catalogs.objectives) || hasObservations,
    services: has(catalogs.services),
  };
}
