import type { PageKind } from "../page-kind.js";
import { pagePath } from "../paths.js";
import { addressing } from "../views/addressing.js";
import { touchingPages } from "../views/touching-pages.js";
import { ownerTitle } from "./incident/actions.js";

/** `/invariants/<id>/`: what it states, who owns it, every incident that violated it and how. */
export const invariantPages: PageKind = {
  template: "invariant",
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
          actions: addressing(site, `invariant:${entry.id}`),
        },
      };
      return touchingPages(site, `invariant:${entry.id}`, "violates", page, ({ detail }) =>
        detail === "threatened" ? "threatened" : null,
      );
    }),
};
