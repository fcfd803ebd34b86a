import type { Page, PageKind } from "../../shared/page-kind.js";
import type { Site } from "../../shared/site-model.js";

/** What stands in place of the page of a document that cannot be shown, in a site that is built in spite of that. */
export const unshownPages: PageKind = {
  template: "about/unshown",
  folder: "",
  pages: pagesOf,
  one: (site, path) => pagesOf(site).find((page) => page.path === path),
};

function pagesOf(site: Site): Page[] {
  return site.unshown.map(({ path, title }) => ({
    path,
    title,
    description: "This page could not be made.",
    section: null,
    model: {},
  }));
}
