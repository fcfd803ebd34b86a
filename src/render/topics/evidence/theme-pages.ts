import type { LedgerGap } from "../../../measure/ledger-gap.js";
import type { EvidenceTheme } from "../../../model/schema-types.js";
import { groupBy } from "../../../util/group-by.js";
import { addressing } from "../../shared/addressing-actions.js";
import { memoBySite } from "../../shared/memo-by-site.js";
import type { Page, PageKind } from "../../shared/page-kind.js";
import { PER_PAGE, paged, pageTitle } from "../../shared/paging.js";
import { pagePath } from "../../shared/paths.js";
import { entriesWithPage, type Site } from "../../shared/site-model.js";
import { gapEntry } from "./gap-entry.js";
import { newestFirst } from "./ledger.js";

/** `/evidence/themes/<id>/`: every gap of one theme, the newest first. */
export const themePages: PageKind = {
  template: "evidence/theme",
  folder: "evidence",
  pages: (site) =>
    entriesWithPage(site, "theme", site.graph.collection.catalogs.themes).flatMap((theme) => pagesOfTheme(site, theme)),
};

const gapsByTheme = memoBySite(
  (site, _key): ReadonlyMap<string | undefined, LedgerGap[]> =>
    groupBy(newestFirst(site.measures.evidenceLedger.gaps), ({ gap }) => gap.theme),
);

function pagesOfTheme(site: Site, { id, title, aliases, description }: EvidenceTheme): Page[] {
  const gaps = gapsByTheme(site, "").get(id) ?? [];
  const documents = new Set(gaps.map(({ document }) => document)).size;
  const path = pagePath(`theme:${id}`) ?? "";
  return paged(path, gaps, PER_PAGE).map(({ path, items, pager }) => ({
    path,
    title: pageTitle(title, pager),
    description,
    section: "blind-spots",
    model: {
      text: description,
      aliases: aliases ?? [],
      documents,
      total: gaps.length,
      open: gaps.filter(({ state }) => state === "open").length,
      gaps: items.map((gap) => gapEntry(site, gap)),
      actions: addressing(site, `theme:${id}`),
      pager,
    },
  }));
}
