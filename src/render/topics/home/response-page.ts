import type { PageKind } from "../../shared/page-kind.js";
import { paged, pageTitle } from "../../shared/paging.js";
import { policyMatrix, withRows } from "../degradation/policy-matrix.js";
import { objectiveEntries, objectivesFinding } from "../objectives/objectives-page.js";
import { stepsOverview } from "../response/step-matrix.js";
import { matrixRow, stepColumns } from "../response/step-rows.js";

/** How many incidents a page of the matrix of steps has: more bury what stands below it. */
const MAX_ROWS = 20;

/** With more steps the matrix has their numbers and no times, as on narrow screens. */
const MAX_TITLED_COLUMNS = 6;

/** How many policies the page has; `/degradation/` has all. */
const MAX_POLICIES = 10;

/** `/response/`: which steps each incident took, how systems degraded, and how long recovery took. */
export const responsePages: PageKind = {
  template: "home/response",
  folder: "response",
  // Generated one at a time to limit memory.
  *pages(site) {
    const overview = stepsOverview(site);
    const columns = stepColumns(site);
    const matrix = policyMatrix(site);
    const [first] = matrix.rows;
    const policies = {
      ...withRows(matrix, matrix.rows.slice(0, MAX_POLICIES)),
      anchored: false,
      finding: first !== undefined && first.others > 0 ? `Fix first: ${first.link.title}` : "How systems degraded",
      more: Math.max(0, matrix.rows.length - MAX_POLICIES),
    };
    const objectives = { finding: objectivesFinding(site), entries: objectiveEntries(site) };
    for (const { path, items, pager } of paged("response/index.html", site.newestFirst, MAX_ROWS)) {
      yield {
        path,
        title: pageTitle("Response", pager),
        description: "Which response steps each incident took, how systems degraded, and how they recovered.",
        section: "response",
        model: {
          ...overview,
          columns,
          hasManyColumns: columns.length > MAX_TITLED_COLUMNS,
          isFirst: pager.number === 1,
          rows: items.map((postmortem) => matrixRow(site, columns, postmortem)),
          policies,
          objectives,
          pager,
        },
      };
    }
  },
};
