import type { Conformance } from "../../../model/conformance.js";
import { parseReference } from "../../../model/kinds.js";
import { CONFORMANCE, EXPECTED } from "../../shared/document-degradation.js";
import { incidentLinks } from "../../shared/incident-links.js";
import type { PageKind } from "../../shared/page-kind.js";
import { linkTo, type Site } from "../../shared/site-model.js";
import { policyMatrix } from "./policy-matrix.js";

/** `/degradation/`: what to fix first, how each action is declared to behave without its dependency, and how it behaved. */
export const degradationPages: PageKind = {
  template: "degradation/degradation",
  folder: "degradation",
  pages: (site) => [
    {
      path: "degradation/index.html",
      title: "Degradation",
      description: "What each action is declared to do when its dependency is gone, and what it was seen to do.",
      section: "response",
      model: degradationModel(site),
    },
  ],
};

const CONFORMANCES: readonly Conformance[] = ["mismatch", "by-chance", "conformed", "undeclared", "unknown"];

function degradationModel(site: Site) {
  const { degradationClasses } = site.graph.collection.catalogs;
  const thirdParty = site.graph.collection.config.account === "third-party";
  const matrix = policyMatrix(site);
  const seen = site.measures.degradationPolicies.confusion.flatMap((cell) => cell.rows);
  const words = thirdParty ? EXPECTED : CONFORMANCE;
  return {
    thirdParty,
    matrix: { ...matrix, anchored: true },
    overdue: matrix.rows.filter(({ overdue }) => overdue).length,
    hasIntervals: site.graph.collection.catalogs.policies.some((policy) => policy.test_interval !== undefined),
    observations: seen.length,
    incidents: new Set(seen.map((row) => row.document)).size,
    outcomes: CONFORMANCES.flatMap((conformance) => {
      const of = seen.filter((row) => row.conformance === conformance);
      const incidents = new Set(of.map((row) => row.document)).size;
      return of.length === 0 ? [] : [{ id: conformance, words: words[conformance], n: of.length, incidents }];
    }),
    classes: degradationClasses.map(({ title, description, for_risk }) => ({ title, description, risk: for_risk })),
    held: site.measures.heldAndBreached.map(({ control, held, near_misses, breached }) => {
      const { kind, id } = parseReference(control) ?? { kind: "policy" as const, id: control };
      const link = linkTo(site, kind, id);
      return {
        control: link,
        held: incidentLinks(site, held, link.path),
        nearMisses: incidentLinks(site, near_misses, link.path),
        breached: incidentLinks(site, breached, link.path),
      };
    }),
  };
}
