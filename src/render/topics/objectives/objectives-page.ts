import type { ObjectiveSummary } from "../../../measure/objective-compliance.js";
import type { Objective } from "../../../model/schema-types.js";
import { parseQuantity } from "../../../model/values/measured-range.js";
import { targetText } from "../../shared/document-recovery.js";
import type { PageKind } from "../../shared/page-kind.js";
import { linkTo, type NodeLink, type Site } from "../../shared/site-model.js";

/** An objective in a list, with how often published incidents breached it. */
export interface ObjectiveEntry extends NodeLink {
  question: string;
  target: string | null;
  trust: boolean;
  counts: ObjectiveSummary;
  /** Incidents whose compliance is known. */
  judged: number;
  /** Incidents whose compliance is unknown. */
  notKnown: number;
}

/** `/objectives/`: all objectives, those of trust first. */
export const objectivesPages: PageKind = {
  template: "objectives/objectives",
  folder: "objectives",
  pages: (site) => [
    {
      path: "objectives/index.html",
      title: "Objectives",
      description: "Recovery objectives, their targets, and how often they were breached.",
      section: "objectives",
      model: { entries: objectiveEntries(site) },
    },
  ],
};

/** All objectives, those of trust first, then in the order of the catalog. */
export function objectiveEntries(site: Site): ObjectiveEntry[] {
  return site.graph.collection.catalogs.objectives
    .map((objective) => objectiveEntry(site, objective))
    .sort((a, b) => Number(b.trust) - Number(a.trust));
}

export function objectiveEntry(site: Site, objective: Objective): ObjectiveEntry {
  const counts = site.measures.objectiveCompliance.summaries.get(objective.id) ?? NOTHING;
  return {
    ...linkTo(site, "objective", objective.id),
    question: objective.question,
    target: targetOf(objective, objective.target),
    trust: objective.trust === true,
    counts,
    judged: counts.breached + counts.met,
    notKnown: counts.undecided + counts.unknown,
  };
}

/** A target as the catalog writes it, in words. */
export function targetOf(objective: Objective, target: Objective["target"]): string | null {
  const value = target === undefined ? undefined : parseQuantity(target);
  return value === undefined ? null : targetText(value, objective);
}

const NOTHING: ObjectiveSummary = {
  objective: "",
  breached: 0,
  met: 0,
  undecided: 0,
  unknown: 0,
  noTarget: 0,
  notApplicable: 0,
  notRecorded: 0,
};
