import type { PageKind } from "../../shared/page-kind.js";

/** `404.html`: the one page that may be shown under any address, so its links start at the base URL's path. */
export const notFoundPages: PageKind = {
  template: "about/not-found",
  folder: "",
  pages: () => [
    {
      path: "404.html",
      title: "There is no such page",
      description: "The address leads nowhere on this site.",
      section: null,
      model: {},
    },
  ],
};
