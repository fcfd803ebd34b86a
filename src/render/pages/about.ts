import { dayOf, parseMoment } from "../../model/time.js";
import { renderMarkdown } from "../markdown.js";
import type { PageKind } from "../page-kind.js";

/** `/about/`: what the site is, whose account it gives, and what it was built from. */
export const aboutPages: PageKind = {
  template: "about",
  pages: (site) => {
    const { config, postmortems, about: own } = site.graph.collection;
    const third = postmortems.filter(({ data }) => (data.account ?? config.account) === "third-party").length;
    const at = site.commit === null ? undefined : parseMoment(site.commit.time)?.from;
    return [
      {
        path: "about/index.html",
        title: "About",
        description: "What this site is, how its pages are made, and what they were built from.",
        section: "about",
        model: {
          text: config.description ?? null,
          own: own && renderMarkdown(own.body, { file: own.path, root: "../", pageOf: site.pageOfFile }),
          // The collection says it better where it says anything.
          thirdParty: own === null ? third : 0,
          allThirdParty: third > 0 && third === postmortems.length,
          severities: (config.severities ?? []).map(({ title, description }) => ({
            title,
            description: description ?? null,
          })),
          commit:
            site.commit === null
              ? null
              : {
                  hash: site.commit.hash,
                  short: site.commit.hash.slice(0, 10),
                  day: at === undefined ? null : dayOf(at),
                },
          isInternal: site.audience === "internal",
          version: site.version,
          now: site.now,
        },
      },
    ];
  },
};
