import type { EdgeType } from "../../model/graph.js";
import { edgesFrom } from "../../model/graph.js";
import type { FailureClass } from "../../model/schema-types.js";
import type { Page, PageKind } from "../page-kind.js";
import { pagePath } from "../paths.js";
import { linkTo, type NodeLink, type Site } from "../site-model.js";
import { incidentRow } from "../views/incident-row.js";
import { PER_PAGE, paged, pageTitle } from "../views/paging.js";
import { classSummary, incidentsOfClass } from "./taxonomy.js";

const AT_MOST = 6;

/** `/taxonomy/<class>/`: what the class means, its incidents, and what goes with it. */
export const classPages: PageKind = {
  template: "class",
  pages: (site) => site.graph.collection.catalogs.classes.flatMap((entry) => classPageList(site, entry)),
};

function classPageList(site: Site, entry: FailureClass): Page[] {
  const ids = new Set(incidentsOfClass(site, entry));
  const touching = site.newestFirst.filter(({ data }) =>
    data.failure_kinds?.some(({ kind }) => kind.startsWith(`${entry.id}/`)),
  );
  const years = [...ids].flatMap((id) => /^\d{4}/.exec(id)?.[0] ?? []);
  const model = {
    ...classSummary(site, entry),
    published: ids.size,
    years: [...new Set(years)].sort().map((year) => ({ year, n: years.filter((one) => one === year).length })),
    others: site.graph.collection.catalogs.classes.map((other) => ({
      ...classSummary(site, other),
      current: other.id === entry.id,
    })),
    invariants: goingWith(site, ids, "violates"),
    contracts: goingWith(site, ids, "misreads"),
  };
  return paged(pagePath(`class:${entry.id}`) ?? "", touching, PER_PAGE).map(({ path, items, pager }) => ({
    path,
    title: pageTitle(entry.title, pager),
    description: entry.description,
    section: "taxonomy",
    model: { ...model, incidents: items.map((postmortem) => incidentRow(site, postmortem)), pager },
  }));
}

/** The entries that published incidents of the class touch most, with the number of incidents. */
function goingWith(site: Site, ids: ReadonlySet<string>, type: EdgeType): (NodeLink & { n: number })[] {
  const counts = new Map<string, Set<string>>();
  for (const id of ids) {
    for (const { to } of edgesFrom(site.graph, `incident:${id}`, type))
      counts.set(to, (counts.get(to) ?? new Set()).add(id));
  }
  const entries = [...counts].map(([ref, incidents]) => {
    const colon = ref.indexOf(":");
    const nodeType = ref.slice(0, colon) === "contract" ? "contract" : "invariant";
    return { ...linkTo(site, nodeType, ref.slice(colon + 1)), n: incidents.size };
  });
  return entries.sort((a, b) => b.n - a.n || (a.title < b.title ? -1 : 1)).slice(0, AT_MOST);
}
