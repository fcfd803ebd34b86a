import { addressing } from "../../shared/addressing-actions.js";
import { classMark } from "../../shared/class-mark.js";
import type { PageKind } from "../../shared/page-kind.js";
import { hasPage, pagePath } from "../../shared/paths.js";
import { referrerPages } from "../../shared/referrer-pages.js";
import { rehearsing } from "../../shared/rehearsing-scenarios.js";
import { linkTo } from "../../shared/site-model.js";

/** `/taxonomy/<class>/<kind>/`: what the kind means, and every incident of that kind with the reason. */
export const kindPages: PageKind = {
  template: "taxonomy/kind",
  folder: "taxonomy",
  pages: (site) =>
    site.graph.collection.catalogs.classes.flatMap((entry) =>
      entry.kinds.flatMap((kind) => {
        const id = `${entry.id}/${kind.id}`;
        if (!hasPage(site.graph, `kind:${id}`)) return [];
        const page = {
          path: pagePath(`kind:${id}`) ?? "",
          title: kind.title,
          description: kind.description,
          section: "patterns" as const,
          model: {
            mark: classMark(site, entry.id),
            text: kind.description,
            lookFirst: entry.look_first,
            scenarios: rehearsing(site, `kind:${id}`),
            actions: addressing(site, `kind:${id}`),
            siblings: entry.kinds
              .filter((one) => one !== kind)
              .map((one) => linkTo(site, "kind", `${entry.id}/${one.id}`)),
          },
        };
        return referrerPages(site, `kind:${id}`, "has-kind", page, ({ from }) => {
          const kinds = site.postmortems.get(from.slice("incident:".length))?.data.failure_kinds;
          return kinds?.[0]?.kind === id ? "primary kind" : null;
        });
      }),
    ),
};
