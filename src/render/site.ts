import { compareText } from "../model/diagnostic.js";
import { licenceOf } from "../model/licence.js";
import type { OutputFile, UnfinishedFile } from "../model/page.js";
import type { PlannedRecord } from "../model/search-record.js";
import { showable } from "../util/characters.js";
import type { DataSet } from "./data-set.js";
import { fileKinds } from "./file-kinds.js";
import { asShown, finishedFiles, markdownOfHtmlAt } from "./finished-files.js";
import type { LinkOf } from "./kit/markdown-text/markdown-of-html.js";
import type { Renderer } from "./kit/templates/renderer.js";
import { pageKinds } from "./page-kinds.js";
import { canonicalUrl } from "./shared/canonical-url.js";
import type { MadePage } from "./shared/file-kind.js";
import type { Hub } from "./shared/hubs.js";
import type { Page, PageKind, SectionId } from "./shared/page-kind.js";
import { rootFrom } from "./shared/paths.js";
import type { SiteInput } from "./shared/site-input.js";
import { type Site, siteModel } from "./shared/site-model.js";
import { pageOfTwin, twinLinks, twinPath } from "./shared/twins.js";
import { dataSetTables } from "./tables.js";
import { searchRecords } from "./topics/search/records/search-records.js";

/** The questions of readers, in the order in which they come up. */
const NAVIGATION: readonly { id: Exclude<SectionId, "rules" | "search">; title: string }[] = [
  { id: "incidents", title: "Incidents" },
  { id: "patterns", title: "Patterns" },
  { id: "blind-spots", title: "Blind spots" },
  { id: "response", title: "Response" },
  { id: "drills", title: "Drills" },
  { id: "actions", title: "Actions" },
  { id: "about", title: "About" },
];

/** The files of a site without the search index, each made on demand. */
export interface SitePlan {
  /** The file at a path; undefined where the site has none. Not cached. */
  file(path: string): OutputFile | undefined;
  /**
   * The page at a path as Markdown; undefined where there is none.
   * @param linkOf where a path from the root of the site, or an address, leads; null where it stays text
   */
  markdown(path: string, linkOf: LinkOf): string | undefined;
  /** All files, in no particular order. */
  files(): Iterable<OutputFile>;
  /** The same, before what `finishedFiles` does with each, which another thread can do. */
  unfinishedFiles(): Iterable<UnfinishedFile>;
  /** What its search index is made of, in the order of the index. */
  records(): readonly PlannedRecord[];
  /** The tables that are written without a site. */
  dataSet(): DataSet;
}

/** Plans a site. `file` and `files` give the same bytes for a path. */
export function planSite(input: SiteInput, render: Renderer): SitePlan {
  const site = siteModel(input);
  const given = [...input.assets, ...(input.logo ? [input.logo.file] : [])];
  const made = new Map<PageKind, readonly Page[]>();
  const shownOf = function* (kind: PageKind) {
    for (const page of kind.pages(site)) if (isThere(site, page)) yield page;
  };
  const htmlOf = (template: string, page: Page) => render(`pages/${template}`, { ...page.model, ...frame(site, page) });
  const fill = (template: string, page: Page): UnfinishedFile[] => {
    const { path, markdown, files = [] } = page;
    const content = htmlOf(template, page);
    const twin = twinPath(path);
    const others = twin !== null && markdown ? [{ path: twin, content: markdown(twinLinks(path)) }, ...files] : files;
    return [{ path, content, needs: twin !== null && !markdown ? "twin" : "text" }, ...others.map(withText)];
  };
  /** A page, and its HTML once that was asked for. */
  interface FoundPage {
    template: string;
    page: Page;
    html?: string;
  }
  const htmlOfFound = (found: FoundPage) => {
    found.html ??= htmlOf(found.template, found.page);
    return found.html;
  };
  /** One of the files of a page; the others are not made. */
  const oneFile = (found: FoundPage, path: string): OutputFile | undefined => {
    const { page } = found;
    if (path === page.path) return { path, content: htmlOfFound(found) };
    if (path !== twinPath(page.path)) return page.files?.find((file) => file.path === path);
    return { path, content: markdownOf(page, () => htmlOfFound(found), twinLinks(page.path)) };
  };
  const makes = (page: Page, path: string) => page.path === path || page.files?.some((file) => file.path === path);
  // The files of a page are often asked for one after the other.
  let last: FoundPage | undefined;
  const pageAt = (path: string): FoundPage | undefined => {
    if (last && makes(last.page, path)) return last;
    const folder = path.slice(0, Math.max(0, path.indexOf("/")));
    for (const kind of pageKinds) {
      const page = kind.one
        ? kind.one(site, path)
        : kind.folder === folder
          ? pagesOf(kind).find((one) => makes(one, path))
          : undefined;
      if (page) {
        last = { template: kind.template, page };
        return last;
      }
    }
    return undefined;
  };
  const pagesOf = (kind: PageKind) => {
    const pages = made.get(kind) ?? [...shownOf(kind)];
    made.set(kind, pages);
    return pages;
  };
  const listed = () => pageKinds.flatMap((kind) => Array.from(shownOf(kind), madePage)).sort(byPath);
  return {
    records: () => searchRecords(site),
    dataSet: () => ({
      title: site.graph.collection.config.title,
      licence: licenceOf(site.graph.collection.config),
      tables: dataSetTables.map((table) => table(site)),
    }),
    *files() {
      for (const file of this.unfinishedFiles()) yield* finishedFiles(file);
    },
    *unfinishedFiles() {
      for (const file of given) yield { ...file, needs: "nothing" };
      const pages: MadePage[] = [];
      for (const kind of pageKinds) {
        for (const page of shownOf(kind)) {
          yield* fill(kind.template, page);
          pages.push(madePage(page));
        }
      }
      pages.sort(byPath);
      for (const { make } of fileKinds) yield* make(site, () => pages, render).map(withText);
    },
    markdown(path, linkOf) {
      const found = pageAt(path);
      if (found?.page.path !== path) return undefined;
      return showable(markdownOf(found.page, () => htmlOfFound(found), linkOf));
    },
    file(path) {
      const isIt = (file: { path: string }) => file.path === path;
      const found = pageAt(pageOfTwin(path) ?? path);
      const file = found && oneFile(found, path);
      if (file) return asShown(file);
      const others = fileKinds.filter(({ owns }) => owns.test(path));
      return [...given, ...others.flatMap(({ make }) => make(site, listed, render)).map(asShown)].find(isIt);
    },
  };
}

/** Whether the site has a page: an empty list is left out. */
function isThere({ hubs }: Site, { path }: Page): boolean {
  const hub = path.replace(/\/index\.html$/, "");
  return !Object.hasOwn(hubs, hub) || hubs[hub as Hub];
}

function markdownOf(page: Page, html: () => string, linkOf: LinkOf): string {
  return page.markdown?.(linkOf) ?? markdownOfHtmlAt(page.path, html(), linkOf);
}

function withText(file: OutputFile): UnfinishedFile {
  return { ...file, needs: "text" };
}

function byPath(a: { path: string }, b: { path: string }): number {
  return compareText(a.path, b.path);
}

function madePage({ path, title, description, head }: Page): MadePage {
  return { path, title, description, modified: head?.modified ?? null };
}

/** What the layout shows on every page. */
function frame(site: Site, page: Page): object {
  const { config } = site.graph.collection;
  return {
    assets: site.assetNames ?? new Map(),
    root: page.path === "404.html" ? basePath(site.baseUrl) : rootFrom(page.path),
    lang: config.lang ?? "en",
    page: {
      title: page.title,
      documentTitle: page.path === "index.html" ? config.title : `${page.title} · ${config.title}`,
      description: shorten(page.description),
      canonical: page.path === "404.html" ? null : canonicalUrl(site, page.path),
      type: page.head?.type ?? "website",
      names: page.head?.names ?? [],
      properties: page.head?.properties ?? [],
      json: page.head?.json ?? null,
      markdown: twinPath(page.path),
      isSearch: page.section === "search",
      isHome: page.path === "index.html",
    },
    site: {
      title: config.title,
      logo: logoView(site),
      internal: site.audience === "internal",
      isPartial: site.isPartial === true,
      hasFeeds: site.baseUrl !== null,
      hasRules: site.rules.length > 0,
      has: site.hubs,
      navigation: NAVIGATION.filter(({ id }) => id === "about" || site.hubs[id]).map(({ id, title }) => ({
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

/** The height of the logo in the header, in CSS pixels; `frame.css` has the same. */
const LOGO_HEIGHT = 28;

function logoView({ logo }: Site): { path: string; width: number; height: number } | null {
  if (logo === null) return null;
  const width = Math.max(1, Math.round((logo.width / logo.height) * LOGO_HEIGHT));
  return { path: logo.file.path, width, height: LOGO_HEIGHT };
}

/** The path of the base URL with slashes at both ends. Links of 404.html start there, since it is served at any address. */
function basePath(baseUrl: string | null): string {
  return baseUrl === null ? "/" : new URL(baseUrl).pathname.replace(/\/*$/, "/");
}

const DESCRIPTION_LENGTH = 200;

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= DESCRIPTION_LENGTH ? line : `${line.slice(0, DESCRIPTION_LENGTH - 1).replace(/\s+\S*$/, "")}…`;
}
