import type { PageKind } from "../../shared/page-kind.js";
import { PER_PAGE, paged, pageTitle } from "../../shared/paging.js";
import { missedDrills } from "./missed-drill.js";

/** How many the page of drills shows; with more there are pages of their own. */
export const MAX_MISSED_ON_DRILLS = 20;

export const MISSED_PATH = "drills/missed/index.html";

/** `/drills/missed/`: all incidents after a drill of their kind had passed, where the page of drills has not all. */
export const missedPages: PageKind = {
  template: "drill/missed",
  folder: "drills",
  *pages(site) {
    const { missed } = site.measures.drillCoverage;
    if (missed.length <= MAX_MISSED_ON_DRILLS) return;
    for (const { path, items, pager } of paged(MISSED_PATH, missed, PER_PAGE)) {
      yield {
        path,
        title: pageTitle("Broke after a drill had passed", pager),
        description: "Incidents of a kind that a drill had rehearsed, and passed, at the same organisation.",
        section: "drills",
        model: { missed: missedDrills(site, items), total: missed.length, pager },
      };
    }
  },
};
