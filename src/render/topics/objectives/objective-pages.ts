import type { ComplianceRow } from "../../../measure/objective-compliance.js";
import type { Objective } from "../../../model/schema-types.js";
import { addressing } from "../../shared/addressing-actions.js";
import { type RecoveryRow, recoveryRow } from "../../shared/document-recovery.js";
import { type IncidentRow, incidentRow } from "../../shared/incident-row.js";
import type { Page, PageKind } from "../../shared/page-kind.js";
import { PER_PAGE, paged, pageTitle } from "../../shared/paging.js";
import { pagePath, rootFrom } from "../../shared/paths.js";
import { entriesWithPage, linkTo, type NodeLink, type Site } from "../../shared/site-model.js";
import { type ObjectiveEntry, objectiveEntry, targetOf } from "./objectives-page.js";
import { standingView } from "./standing.js";
import { objectiveValues } from "./values-chart/values-chart.js";

/** `/objectives/<id>/`: the target, and every value measured against it, drills' values apart. */
export const objectivePages: PageKind = {
  template: "objectives/objective",
  folder: "objectives",
  pages: (site) =>
    entriesWithPage(site, "objective", site.graph.collection.catalogs.objectives).flatMap((objective) =>
      objectivePageList(site, objective),
    ),
};

function objectivePageList(site: Site, objective: Objective): Page[] {
  const all = site.measures.objectiveCompliance.byObjective.get(objective.id) ?? [];
  const values = site.newestFirst.flatMap((postmortem) =>
    (site.measures.objectiveCompliance.byDocument.get(postmortem.id) ?? [])
      .filter((row) => row.objective === objective.id)
      .map((row): { incident: IncidentRow; row: RecoveryRow } => ({
        incident: incidentRow(site, postmortem),
        row: valueRow(site, row, objective),
      })),
  );
  const model = {
    ...objectiveEntry(site, objective),
    text: objective.description,
    standing: standingView(site, objective),
    clock: objective.clock ?? null,
    overrides: (objective.overrides ?? []).map(({ service, target }) => ({
      service: linkTo(site, "service", service),
      target: targetOf(objective, target),
    })),
    hasThirdParty: all.some((row) => row.account === "third-party"),
    otherwise: otherwiseText(objectiveEntry(site, objective).counts),
    drills: all.filter((row) => row.type === "drill").map((row) => drillValue(site, row, objective)),
    actions: addressing(site, `objective:${objective.id}`),
  };
  const first = pagePath(`objective:${objective.id}`) ?? "";
  const chart = objectiveValues(site, rootFrom(first), objective);
  return paged(first, values, PER_PAGE).map(({ path, items, pager }) => ({
    path,
    title: pageTitle(objective.title, pager),
    description: objective.question,
    section: "response",
    // The picture stands on the first page only.
    model: { ...model, chart: pager.number === 1 ? chart : null, values: items, pager },
  }));
}

/** How many incidents are neither breached nor met, and why. */
function otherwiseText({ undecided, unknown, notApplicable, notRecorded }: ObjectiveEntry["counts"]): string {
  const parts: [number, string][] = [
    [undecided, "undecided"],
    [unknown, "unknown"],
    [notApplicable, "not applicable"],
    [notRecorded, "not recorded"],
  ];
  return parts.flatMap(([n, words]) => (n === 0 ? [] : [`${n} ${words}`])).join(", ");
}

/** A value on its objective's page, which shows the target at the top, so the row shows only a different target. */
function valueRow(site: Site, row: ComplianceRow, objective: Objective): RecoveryRow {
  const value = recoveryRow(site, row, objective, null);
  return { ...value, target: value.target === targetOf(objective, objective.target) ? null : value.target };
}

function drillValue(
  site: Site,
  row: ComplianceRow,
  objective: Objective,
): { drill: NodeLink; row: RecoveryRow; comparable: boolean } {
  return {
    drill: linkTo(site, "drill", row.document),
    row: valueRow(site, row, objective),
    comparable: row.entry?.comparable === true,
  };
}
