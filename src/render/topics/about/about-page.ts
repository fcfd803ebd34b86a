import { dayOf, parseMoment } from "../../../model/values/time.js";
import { type RenderedBody, renderMarkdown } from "../../kit/markdown/render-markdown.js";
import type { PageKind } from "../../shared/page-kind.js";

/** `/about/`: what the site is, whose account it gives, and what it was built from. */
export const aboutPages: PageKind = {
  template: "about/about",
  folder: "about",
  namesCommit: true,
  pages: (site) => {
    const { config, postmortems, about: own } = site.graph.collection;
    const third = postmortems.filter(({ data }) => (data.account ?? config.account) === "third-party").length;
    const text =
      own &&
      renderMarkdown(own.body, { file: own.path, root: "../", pageOf: site.pageOfFile, bodyOf: site.bodyOfFile });
    // The collection says it better where it says anything.
    const thirdParty = own === null ? third : 0;
    const at = site.commit === null ? undefined : parseMoment(site.commit.time)?.from;
    return [
      {
        path: "about/index.html",
        title: "About",
        description: "What this site is, how its pages are made, and what they were built from.",
        section: "about",
        model: {
          text: config.description ?? null,
          own: text,
          contents: contentsOf(text?.toc ?? [], thirdParty > 0, (config.severities ?? []).length > 0),
          thirdParty,
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

/** What the page consists of, as its template names it. */
function contentsOf(own: RenderedBody["toc"], hasThirdParty: boolean, hasSeverities: boolean): RenderedBody["toc"] {
  const sections: [id: string, text: string, isThere: boolean][] = [
    ["made", "How the pages are made", true],
    ["third-party", "Third-party accounts", hasThirdParty],
    ["counting", "How it counts", true],
    ["severities", "Severities", hasSeverities],
    ["adding", "How to add to it", true],
    ["data", "As data", true],
    ["built-from", "What it was built from", true],
  ];
  return [
    ...own.filter(({ depth }) => depth === 2),
    ...sections.flatMap(([id, text, isThere]) => (isThere ? [{ id, text, depth: 2 }] : [])),
  ];
}
