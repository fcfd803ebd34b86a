import type { PageKind } from "../../shared/page-kind.js";
import { countedIds, threateningIds } from "../../shared/referrers.js";
import { type ListedEntry, listedEntry, type Site } from "../../shared/site-model.js";

/** An invariant in a list, with the number of published incidents that violated it. */
export interface InvariantSummary extends ListedEntry {
  id: string;
  statement: string;
  incidents: number;
  /** How many published incidents only threatened it. */
  threatened: number;
}

/** `/invariants/`: all invariants, those violated most first. */
export const invariantsPages: PageKind = {
  template: "catalog/invariants",
  folder: "invariants",
  pages: (site) => [
    {
      path: "invariants/index.html",
      title: "Invariants",
      description: "What must always hold, and how often it did not.",
      section: "patterns",
      model: invariantsModel(site),
    },
  ],
};

function invariantsModel(site: Site) {
  const entries = invariantsByIncidents(site);
  return { entries, violated: entries.filter((entry) => entry.incidents > 0).length };
}

/** All invariants, those violated by most published incidents first, then in the order of the catalog. */
export function invariantsByIncidents(site: Site): InvariantSummary[] {
  return site.graph.collection.catalogs.invariants
    .map(({ id, statement }) => ({
      id,
      ...listedEntry(site, "invariant", id),
      statement,
      incidents: countedIds(site, `invariant:${id}`, "violates").size,
      threatened: threateningIds(site, id).length,
    }))
    .sort((a, b) => b.incidents - a.incidents);
}
