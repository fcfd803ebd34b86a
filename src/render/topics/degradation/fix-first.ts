import { isOverdue, type PolicyToFix } from "../../../measure/fix-first.js";
import { type IncidentLinks, incidentLinks } from "../../shared/incident-links.js";
import { linkTo, type NodeLink, type Site } from "../../shared/site-model.js";

/** How many policies the list has; the matrix has all. */
const MAX_POLICIES = 10;

/** A policy to be fixed. */
export interface FixView {
  link: NodeLink;
  risk: PolicyToFix["risk"];
  mismatches: IncidentLinks;
  weaker: number;
  byChance: number;
  overdue: boolean;
}

/** What to fix first, and how many policies more. */
export function fixFirstView(site: Site): { policies: FixView[]; more: number } {
  const all = site.measures.fixFirst;
  return {
    policies: all.slice(0, MAX_POLICIES).map(({ policy, risk, mismatches, weaker, by_chance, due }) => ({
      link: linkTo(site, "policy", policy),
      risk,
      mismatches: incidentLinks(site, mismatches, 3),
      weaker: weaker.length,
      byChance: by_chance.length,
      overdue: isOverdue(due),
    })),
    more: Math.max(0, all.length - MAX_POLICIES),
  };
}
