import type { PageKind } from "../page-kind.js";
import { incidentRow } from "../views/incident-row.js";
import { PER_PAGE, paged, pageTitle } from "../views/paging.js";

/** `/incidents/`: all postmortems, the newest first. */
export const incidentsPages: PageKind = {
  template: "incidents",
  pages: (site) => {
    const all = site.newestFirst.map(({ data }) => data);
    const published = all.filter((data) => data.status === "published");
    const incidents = published.filter((data) => data.kind === "incident").length;
    return paged("incidents/index.html", site.newestFirst, PER_PAGE).map(({ path, items, pager }) => ({
      path,
      title: pageTitle("Incidents", pager),
      description: "All postmortems of this collection, the newest first.",
      section: "incidents" as const,
      model: {
        rows: items.map((one) => incidentRow(site, one)),
        incidents,
        nearMisses: published.length - incidents,
        unpublished: all.length - published.length,
        pager,
      },
    }));
  },
};
