import { primaryClass } from "../../../measure/counted.js";
import type { Postmortem } from "../../../model/collection.js";
import type { EdgeType, NodeRef } from "../../../model/graph.js";
import { edgesFrom } from "../../../model/graph.js";
import type { FailureClass } from "../../../model/schema-types.js";
import { isThreatened } from "../../../model/violations.js";
import { type DrillRow, drillRow } from "../../shared/drill-row.js";
import { incidentRow } from "../../shared/incident-row.js";
import type { Page, PageKind } from "../../shared/page-kind.js";
import { PER_PAGE, paged, pageTitle } from "../../shared/paging.js";
import { pagePath, rootFrom } from "../../shared/paths.js";
import { rehearsing } from "../../shared/rehearsing-scenarios.js";
import { entriesWithPage, linkTo, type NodeLink, type Site } from "../../shared/site-model.js";
import { wishedFor } from "../../shared/wished-for.js";
import { classSummary, incidentsOfClass } from "./class-summary.js";
import { classTimings } from "./class-timings.js";
import { delaysByClass } from "./delays-chart/delays-chart.js";
import { yearsChart } from "./years-chart/years-chart.js";

const MAX_DRILLS = 6;

/** `/taxonomy/<class>/`: what the class means, its incidents, and what goes with it. */
export const classPages: PageKind = {
  template: "taxonomy/class",
  folder: "taxonomy",
  pages: (site) =>
    entriesWithPage(site, "class", site.graph.collection.catalogs.classes).flatMap((entry) =>
      classPageList(site, entry),
    ),
};

function classPageList(site: Site, entry: FailureClass): Page[] {
  const ids = new Set(incidentsOfClass(site, entry));
  const having = site.newestFirst.filter(({ data }) =>
    data.failure_kinds?.some(({ kind }) => kind.startsWith(`${entry.id}/`)),
  );
  const isPrimary = (postmortem: Postmortem) => primaryClass(postmortem) === entry.id;
  const incidents = [...having.filter(isPrimary), ...having.filter((one) => !isPrimary(one))];
  const path = pagePath(`class:${entry.id}`) ?? "";
  const [years, delays] = [yearsChart(site, rootFrom(path), [entry]), delaysByClass(site, rootFrom(path), entry.id)];
  const wished = wishedFor(site, ids);
  const model = {
    ...classSummary(site, entry),
    published: ids.size,
    invariants: goingWith(site, ids, "violates"),
    contracts: goingWith(site, ids, "misreads"),
    scenarios: rehearsed(site, entry),
  };
  const timings = classTimings(site, entry.id);
  return paged(path, incidents, PER_PAGE).map(({ path, items, pager }) => ({
    path,
    title: pageTitle(entry.title, pager),
    description: entry.description,
    section: "patterns",
    model: {
      ...model,
      isFirst: pager.number === 1,
      // Pictures stand on the first page only.
      years: pager.number === 1 ? years : null,
      delays: pager.number === 1 ? delays : null,
      timings: pager.number === 1 ? timings : null,
      wished: pager.number === 1 ? wished : null,
      incidents: items.filter(isPrimary).map((one) => incidentRow(site, one)),
      others: items.filter((one) => !isPrimary(one)).map((one) => incidentRow(site, one)),
      pager,
    },
  }));
}

/** The scenarios that rehearse a kind of the class, each with its last run. */
function rehearsed(site: Site, { id, kinds }: FailureClass): (NodeLink & { last: DrillRow | null })[] {
  const refs = kinds.map((kind): NodeRef => `kind:${id}/${kind.id}`);
  const ids = new Set(refs.flatMap((ref) => rehearsing(site, ref).map((scenario) => scenario.id)));
  return site.graph.collection.catalogs.scenarios.flatMap((scenario) => {
    if (!ids.has(scenario.id)) return [];
    const run = site.measures.drillCoverage.scenarios.get(scenario.id)?.last;
    const drill = run ? site.drills.get(run.drill) : undefined;
    return [{ ...linkTo(site, "scenario", scenario.id), last: drill ? drillRow(site, drill) : null }];
  });
}

/** The entries that published incidents of the class touch most, with the number of incidents. */
function goingWith(site: Site, ids: ReadonlySet<string>, type: EdgeType): (NodeLink & { n: number })[] {
  const counts = new Map<string, Set<string>>();
  for (const id of ids) {
    for (const { to, detail } of edgesFrom(site.graph, `incident:${id}`, type))
      if (!isThreatened(detail)) counts.set(to, (counts.get(to) ?? new Set()).add(id));
  }
  const entries = [...counts].map(([ref, incidents]) => {
    const colon = ref.indexOf(":");
    const nodeType = ref.slice(0, colon) === "contract" ? "contract" : "invariant";
    return { ...linkTo(site, nodeType, ref.slice(colon + 1)), n: incidents.size };
  });
  return entries.sort((a, b) => b.n - a.n || (a.title < b.title ? -1 : 1)).slice(0, MAX_DRILLS);
}
