import { primaryClass } from "../../../measure/counted.js";
import { dayOfId } from "../../../model/collection.js";
import { type ClassMark, classMark } from "../../shared/class-mark.js";
import { incidentRow, isMixed, isThirdParty } from "../../shared/incident-row.js";
import type { PageKind } from "../../shared/page-kind.js";
import { PER_PAGE, paged, pageTitle } from "../../shared/paging.js";
import type { Site } from "../../shared/site-model.js";

/** `/incidents/`: all postmortems, the newest first and archived ones last. */
export const incidentsPages: PageKind = {
  template: "incident/incidents",
  folder: "incidents",
  pages: (site) => {
    const all = site.newestFirst.map(({ data }) => data);
    const published = all.filter((data) => data.status === "published");
    const incidents = published.filter((data) => data.kind === "incident").length;
    const archived = all.filter((data) => data.status === "archived").length;
    const filters = filtersOf(site);
    return paged("incidents/index.html", site.newestFirst, PER_PAGE).map(({ path, items, pager }) => ({
      path,
      title: pageTitle("Incidents", pager),
      description: "All postmortems of this collection, the newest first.",
      section: "incidents" as const,
      model: {
        rows: items.map((one) => incidentRow(site, one)),
        incidents,
        nearMisses: published.length - incidents,
        unpublished: all.length - published.length - archived,
        archived,
        filters,
        pager,
      },
    }));
  },
};

interface Filters {
  classes: { mark: ClassMark; n: number }[];
  /** How many are our own and how many of others, where there are both. */
  accounts: { own: number; thirdParty: number } | null;
  /** The newest first. */
  years: { year: string; n: number }[];
}

/** Ways into the search facets, with how many documents of the list each leaves. */
function filtersOf(site: Site): Filters {
  const [classes, years] = [new Map<string, number>(), new Map<string, number>()];
  const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const postmortem of site.newestFirst) {
    add(classes, primaryClass(postmortem) ?? "");
    const year = dayOfId(postmortem.id)?.slice(0, 4);
    if (year !== undefined) add(years, year);
  }
  const theirs = site.newestFirst.filter((one) => isThirdParty(site, one)).length;
  return {
    classes: site.graph.collection.catalogs.classes.flatMap(({ id }) => {
      const [mark, n] = [classMark(site, id), classes.get(id) ?? 0];
      return mark === null || n === 0 ? [] : [{ mark, n }];
    }),
    accounts: isMixed(site, "") ? { own: site.newestFirst.length - theirs, thirdParty: theirs } : null,
    years: [...years].map(([year, n]) => ({ year, n })),
  };
}
