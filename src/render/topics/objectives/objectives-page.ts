import {
  type ComplianceRow,
  complianceByDocument,
  type ObjectiveSummary,
} from "../../../measure/objective-compliance.js";
import type { Objective } from "../../../model/schema-types.js";
import { parseQuantity } from "../../../model/values/measured-range.js";
import { thousands } from "../../kit/formats/format-duration.js";
import { targetText } from "../../shared/document-recovery.js";
import type { PageKind } from "../../shared/page-kind.js";
import { type ListedEntry, listedEntry, type Site } from "../../shared/site-model.js";

/** An objective in a list, with how often published incidents breached it. */
export interface ObjectiveEntry extends ListedEntry {
  question: string;
  target: string | null;
  trust: boolean;
  counts: ObjectiveSummary;
  /** Incidents whose compliance is known, and those of them that missed the target: our own, and third parties'. */
  own: Judged;
  thirdParty: Judged;
  /** Both together. */
  judged: number;
  /** Incidents whose compliance is unknown. */
  notKnown: number;
}

interface Judged {
  judged: number;
  missed: number;
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
      section: "response",
      model: { finding: objectivesFinding(site), entries: objectiveEntries(site) },
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
    ...listedEntry(site, "objective", objective.id),
    question: objective.question,
    target: targetOf(objective, objective.target),
    trust: objective.trust === true,
    counts,
    own: judgedOf(site, objective, "own"),
    thirdParty: judgedOf(site, objective, "third-party"),
    judged: counts.breached + counts.met,
    notKnown: counts.undecided + counts.unknown,
  };
}

function judgedOf(site: Site, { id }: Objective, account: ComplianceRow["account"]): Judged {
  const rows = (site.measures.objectiveCompliance.byObjective.get(id) ?? []).filter(
    (row) => row.counted && row.type === "postmortem" && row.account === account,
  );
  const count = (wanted: ComplianceRow["compliance"]) =>
    [...complianceByDocument(rows).values()].filter((one) => one === wanted).length;
  return { judged: count("breached") + count("met"), missed: count("breached") };
}

/** How the objective that is known of most incidents stands. */
export function objectivesFinding(site: Site): string {
  const [most] = objectiveEntries(site).sort((a, b) => b.judged - a.judged);
  if (most === undefined || most.judged === 0) return "How long recovery took";
  const words = ({ judged, missed }: Judged, what: string) =>
    judged === 0 ? [] : [`${what} in ${thousands(missed)} of ${thousands(judged)} incidents`];
  const both = [...words(most.own, "breached"), ...words(most.thirdParty, "above our yardstick")];
  return `${most.title}: ${both.join(", ")}`;
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
