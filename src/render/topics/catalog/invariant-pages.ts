import { addressing } from "../../shared/addressing-actions.js";
import { ownerTitle } from "../../shared/document-actions.js";
import { heldIn } from "../../shared/held-in.js";
import type { PageKind } from "../../shared/page-kind.js";
import { pagePath } from "../../shared/paths.js";
import { referrerPages } from "../../shared/referrer-pages.js";

/** `/invariants/<id>/`: what it states, who owns it, every incident that violated it and how. */
export const invariantPages: PageKind = {
  template: "catalog/invariant",
  folder: "invariants",
  pages: (site) =>
    site.graph.collection.catalogs.invariants.flatMap((entry) => {
      const page = {
        path: pagePath(`invariant:${entry.id}`) ?? "",
        title: entry.title,
        description: entry.statement,
        section: "invariants" as const,
        model: {
          statement: entry.statement,
          text: entry.description,
          owner: entry.owner === undefined ? null : ownerTitle(site, entry.owner),
          checkedBy: entry.checked_by ?? null,
          aliases: entry.aliases ?? [],
          held: heldIn(site, `invariant:${entry.id}`),
          actions: addressing(site, `invariant:${entry.id}`),
        },
      };
      return referrerPages(site, `invariant:${entry.id}`, "violates", page, ({ detail }) =>
        detail === "threatened" ? "threatened" : null,
      );
    }),
};
