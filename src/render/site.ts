import { compareText } from "../model/diagnostic.js";
import type { OutputFile } from "../model/page.js";
import type { Page, SectionId } from "./page-kind.js";
import { pageKinds } from "./pages/index.js";
import { rootFrom } from "./paths.js";
import type { SiteInput } from "./site-input.js";
import { type Site, siteModel } from "./site-model.js";
import { createRenderer } from "./templates.js";

const NAVIGATION: readonly { id: SectionId; title: string }[] = [
  { id: "incidents", title: "Incidents" },
  { id: "taxonomy", title: "Taxonomy" },
  { id: "objectives", title: "Objectives" },
  { id: "invariants", title: "Invariants" },
  { id: "contracts", title: "Contracts" },
  { id: "services", title: "Services" },
  { id: "about", title: "About" },
];

/** Makes all files of the site, less the search index, sorted by path. The same input gives the same bytes. */
export function renderSite(input: SiteInput): OutputFile[] {
  const render = createRenderer(input.templates);
  const site = siteModel(input);
  const files = [...input.assets];
  for (const { template, pages } of pageKinds) {
    for (const page of pages(site)) {
      files.push({ path: page.path, content: render(template, { ...page.model, ...frame(site, page) }) });
    }
  }
  return files.sort((a, b) => compareText(a.path, b.path));
}

/** What the layout shows on every page. */
function frame(site: Site, page: Page): object {
  const { config } = site.graph.collection;
  return {
    root: page.path === "404.html" ? basePath(site.baseUrl) : rootFrom(page.path),
    page: {
      title: page.title,
      documentTitle: page.path === "index.html" ? config.title : `${page.title} · ${config.title}`,
      description: shorten(page.description),
      canonical:
        site.baseUrl === null || page.path === "404.html"
          ? null
          : new URL(page.path.replace(/(^|\/)index\.html$/, "$1"), site.baseUrl).href,
      isSearch: page.section === "search",
    },
    site: {
      title: config.title,
      internal: site.audience === "internal",
      navigation: NAVIGATION.map(({ id, title }) => ({
        title,
        path: `${id}/index.html`,
        current: id === page.section,
      })),
      searchCurrent: page.section === "search",
      links: (config.site?.links ?? []).map(({ title, url }) => ({ title, href: url })),
      footer: config.site?.footer ?? null,
      commit: site.commit === null ? null : site.commit.hash.slice(0, 10),
      version: site.version,
    },
  };
}

/** The path of the base URL, with slashes at both ends: links of a page that is shown under any address start there. */
function basePath(baseUrl: string | null): string {
  return baseUrl === null ? "/" : new URL(baseUrl).pathname.replace(/\/*$/, "/");
}

const DESCRIPTION_LENGTH = 200;

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= DESCRIPTION_LENGTH ? line : `${line.slice(0, DESCRIPTION_LENGTH - 1).replace(/\s+\S*$/, "")}…`;
}
