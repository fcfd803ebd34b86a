import { addressing } from "../../shared/addressing-actions.js";
import { ownerTitle } from "../../shared/document-actions.js";
import { heldIn } from "../../shared/held-in.js";
import type { PageKind } from "../../shared/page-kind.js";
import { pagePath } from "../../shared/paths.js";
import { referrerPages } from "../../shared/referrer-pages.js";
import { entriesWithPage } from "../../shared/site-model.js";
import { clarifications } from "./contracts-page.js";

/** `/contracts/<id>/`: who promises what to whom, whether it was clarified, every incident in which it was not clear. */
export const contractPages: PageKind = {
  template: "catalog/contract",
  folder: "contracts",
  pages: (site) =>
    entriesWithPage(site, "contract", site.graph.collection.catalogs.contracts).flatMap((entry) => {
      const page = {
        path: pagePath(`contract:${entry.id}`) ?? "",
        title: entry.title,
        description: entry.promise,
        section: "patterns" as const,
        model: {
          promise: entry.promise,
          parties: entry.parties,
          missingSentence: entry.missing_sentence ?? null,
          text: entry.description,
          owner: entry.owner === undefined ? null : ownerTitle(site, entry.owner),
          clarified: clarifications(site, entry.id),
          aliases: entry.aliases ?? [],
          held: heldIn(site, `contract:${entry.id}`),
          actions: addressing(site, `contract:${entry.id}`),
        },
      };
      return referrerPages(site, `contract:${entry.id}`, "misreads", page);
    }),
};
