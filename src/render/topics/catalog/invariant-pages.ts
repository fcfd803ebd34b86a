import { lastShown } from "../../../measure/last-shown.js";
import { checksOf, checkText } from "../../../model/checks.js";
import { isThreatened } from "../../../model/violations.js";
import { formatDay } from "../../kit/formats/format-time.js";
import { addressing } from "../../shared/addressing-actions.js";
import { ownerTitle } from "../../shared/document-actions.js";
import { heldIn } from "../../shared/held-in.js";
import type { PageKind } from "../../shared/page-kind.js";
import { pagePath } from "../../shared/paths.js";
import { referrerPages } from "../../shared/referrer-pages.js";
import { entriesWithPage, linkTo, type NodeLink, type Site } from "../../shared/site-model.js";

/** The drill that last showed that what checks an invariant works, or null. */
function lastShownView(site: Site, id: string): { drill: NodeLink; day: string } | null {
  const shown = lastShown(site.graph, id, site.now);
  return shown && { drill: linkTo(site, "drill", shown.drill), day: formatDay(shown.on) };
}

/** `/invariants/<id>/`: what it states, who owns it, every incident that violated it and how. */
export const invariantPages: PageKind = {
  template: "catalog/invariant",
  folder: "invariants",
  pages: (site) =>
    entriesWithPage(site, "invariant", site.graph.collection.catalogs.invariants).flatMap((entry) => {
      const page = {
        path: pagePath(`invariant:${entry.id}`) ?? "",
        title: entry.title,
        description: entry.statement,
        section: "patterns" as const,
        model: {
          statement: entry.statement,
          text: entry.description,
          owner: entry.owner === undefined ? null : ownerTitle(site, entry.owner),
          checks: checksOf(entry).map((check) =>
            check.kind === "url" ? { text: check.url, url: check.url } : { text: checkText(check), url: null },
          ),
          lastShown: entry.checked_by === undefined ? null : lastShownView(site, entry.id),
          aliases: entry.aliases ?? [],
          held: heldIn(site, `invariant:${entry.id}`),
          actions: addressing(site, `invariant:${entry.id}`),
        },
      };
      return referrerPages(site, `invariant:${entry.id}`, "violates", page, ({ detail }) =>
        isThreatened(detail) ? "threatened" : null,
      );
    }),
};
