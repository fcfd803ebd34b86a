import { dayOfId } from "../../../model/collection.js";
import type { MissingEvidence } from "../../../model/schema-types.js";
import { listOf } from "../../../model/values/blank.js";
import { DECORATION, el, printSvg } from "../../kit/charts/svg.js";
import { incidentRow, isThirdParty } from "../../shared/incident-row.js";
import type { PageKind } from "../../shared/page-kind.js";
import { linkTo, type Site } from "../../shared/site-model.js";
import { MISSING_KIND } from "../../shared/words.js";
import { contractsByIncidents } from "../catalog/contracts-page.js";
import { invariantsByIncidents } from "../catalog/invariants-page.js";
import { objectiveEntries } from "../objectives/objectives-page.js";
import { delaysChart } from "../taxonomy/delays-chart/delays-chart.js";
import { classSummary } from "../taxonomy/taxonomy-page.js";
import { overdueView } from "./overdue.js";

const MAX_NEWEST = 5;
const MAX_RANKED = 5;

/** `/`: what keeps breaking. Each figure says what it counts and leads to it. */
export const homePages: PageKind = {
  template: "home/home",
  folder: "",
  pages: (site) => [
    {
      path: "index.html",
      title: "What keeps breaking",
      description: site.graph.collection.config.description ?? "Postmortems told in one form.",
      section: null,
      model: homeModel(site),
    },
  ],
};

function homeModel(site: Site) {
  const { catalogs } = site.graph.collection;
  const published = site.newestFirst.filter(({ data }) => data.status === "published" && data.kind === "incident");
  const years = published.flatMap(({ id }) => dayOfId(id)?.slice(0, 4) ?? []).sort();
  const organisations = new Set(published.flatMap((one) => incidentRow(site, one).organisations));
  const [first, last] = [years[0] ?? null, years.at(-1) ?? null];
  return {
    allThirdParty: published.length > 0 && published.every((one) => isThirdParty(site, one)),
    incidents: published.length,
    nearMisses: site.newestFirst.filter(({ data }) => data.status === "published" && data.kind === "near-miss").length,
    documents: site.newestFirst.length,
    organisations: organisations.size,
    from: first,
    to: last === first ? null : last,
    chart: delaysChart(site, "", null),
    classes: catalogs.classes.map((entry) => classSummary(site, entry)),
    invariants: withBars(invariantsByIncidents(site)),
    violated: invariantsByIncidents(site).filter((entry) => entry.incidents > 0).length,
    invariantsTotal: catalogs.invariants.length,
    contracts: withBars(contractsByIncidents(site)),
    unclear: contractsByIncidents(site).filter((entry) => entry.incidents > 0).length,
    contractsTotal: catalogs.contracts.length,
    missing: withBars(missingKinds(site)),
    objectives: objectiveEntries(site),
    steps: catalogs.steps.map((step, at) => stepEntry(site, step.id, at + 1)),
    overdue: overdueView(site),
    newest: site.newestFirst.slice(0, MAX_NEWEST).map((one) => incidentRow(site, one)),
  };
}

function stepEntry(site: Site, id: string, number: number) {
  const counts = site.measures.choreography.summaries.get(id) ?? null;
  const other = counts ? counts.ineffective + counts.notPossible + counts.notNeeded : 0;
  return { number, id, ...linkTo(site, "step", id), counts, other };
}

/** The kinds of evidence that responders and reviewers of published incidents missed, by the number of incidents. */
function missingKinds(site: Site): { kind: MissingEvidence["kind"]; title: string; incidents: number }[] {
  const counts = new Map<MissingEvidence["kind"], number>();
  for (const { data } of site.newestFirst) {
    if (data.status !== "published" || data.kind !== "incident") continue;
    const gaps = listOf<MissingEvidence>(data.missing_evidence).filter((gap) => gap.missing_to !== "readers");
    for (const kind of new Set(gaps.map((gap) => gap.kind))) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts]
    .map(([kind, incidents]) => ({ kind, title: MISSING_KIND[kind], incidents }))
    .sort((a, b) => b.incidents - a.incidents || (a.kind < b.kind ? -1 : 1));
}

/** The first few that occur at all, each with a bar. */
function withBars<T extends { incidents: number }>(entries: readonly T[]): (T & { svg: string })[] {
  const most = entries[0]?.incidents ?? 0;
  return entries
    .filter((entry) => entry.incidents > 0)
    .slice(0, MAX_RANKED)
    .map((entry) => ({ ...entry, svg: bar(entry.incidents / most) }));
}

function bar(share: number): string {
  const box = { class: "bar", viewBox: "0 0 100 6", preserveAspectRatio: "none", width: 100, height: 6 };
  return printSvg(el("svg", { ...box, ...DECORATION }, el("rect", { width: Math.round(share * 100), height: 6 })));
}
