import { addressing, openActionsOfService } from "../../shared/addressing-actions.js";
import { teamTitle } from "../../shared/document-actions.js";
import type { PageKind } from "../../shared/page-kind.js";
import { pagePath } from "../../shared/paths.js";
import { referrerPages } from "../../shared/referrer-pages.js";
import { entriesWithPage } from "../../shared/site-model.js";

const ROLES: Readonly<Record<string, string>> = { origin: "the fault was here", affected: "affected" };

/** `/services/<id>/`: whose it is, and every incident that it had a part in. */
export const servicePages: PageKind = {
  template: "catalog/service",
  folder: "services",
  pages: (site) =>
    entriesWithPage(site, "service", site.graph.collection.catalogs.services).flatMap((entry) => {
      const page = {
        path: pagePath(`service:${entry.id}`) ?? "",
        title: entry.title,
        description: `${entry.title}, ${entry.organisation}. ${entry.description}`,
        section: "patterns" as const,
        model: {
          organisation: entry.organisation,
          team: entry.team === undefined ? null : teamTitle(site, entry.team),
          text: entry.description,
          paths: entry.paths ?? [],
          actions: addressing(site, `service:${entry.id}`),
          openActions: openActionsOfService(site, entry.id),
        },
      };
      return referrerPages(site, `service:${entry.id}`, "involves", page, ({ detail }) => ROLES[detail ?? ""] ?? null);
    }),
};
