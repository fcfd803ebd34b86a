import type { Edge, EdgeType, NodeRef } from "../../model/graph.js";
import type { Page } from "./page-kind.js";
import { PER_PAGE, paged, pageTitle } from "./paging.js";
import { publishedReferrers, referrersOf } from "./referrers.js";
import type { Site } from "./site-model.js";
import { wishedFor } from "./wished-for.js";

/**
 * The pages of a catalog entry that lists its referrers: several where there are many. `referrers`, `wished`
 * and `pager` are added to the model.
 */
export function referrerPages(
  site: Site,
  ref: NodeRef,
  type: EdgeType,
  page: Page,
  detail?: (edge: Edge) => string | null,
): Page[] {
  const all = referrersOf(site, ref, type, detail);
  const wished = wishedFor(site, publishedReferrers(site, ref, type));
  return paged(page.path, all.incidents, PER_PAGE).map(({ path, items, pager }) => {
    const rest = pager.number === 1 ? {} : { threatened: [], uncounted: [], nearMisses: [], drills: [] };
    const referrers = { ...all, ...rest, incidents: items };
    const model = { ...page.model, referrers, wished: pager.number === 1 ? wished : null, pager };
    return { ...page, path, title: pageTitle(page.title, pager), model };
  });
}
