import type { AnyDocument } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import { licenceOf } from "../model/licence.js";
import type { OutputFile, UnfinishedFile } from "../model/page.js";
import type { PlannedRecord } from "../model/search-record.js";
import { showable } from "../util/characters.js";
import type { DataSet } from "./data-set.js";
import { fileKinds } from "./file-kinds.js";
import { asShown, finishedFiles, markdownOfHtmlAt } from "./finished-files.js";
import { frame } from "./frame.js";
import { linkedFiles } from "./kit/markdown/resolve-links.js";
import type { LinkOf } from "./kit/markdown-text/markdown-of-html.js";
import type { Renderer } from "./kit/templates/renderer.js";
import { pageKinds } from "./page-kinds.js";
import type { MadePage } from "./shared/file-kind.js";
import type { Hub } from "./shared/hubs.js";
import type { Page, PageKind } from "./shared/page-kind.js";
import { documentPath } from "./shared/paths.js";
import type { SiteInput } from "./shared/site-input.js";
import { type Site, siteModel } from "./shared/site-model.js";
import { pageOfTwin, twinLinks, twinPath } from "./shared/twins.js";
import { dataSetTables } from "./tables.js";
import { searchRecords } from "./topics/search/records/search-records.js";

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
  /** Those that are the same on every site with these assets. */
  given: readonly OutputFile[];
  /** The others in parts. What is not made must be told, since the last part lists all pages. */
  parts(): Iterable<SitePart>;
  /** What its search index is made of, in the order of the index. */
  records(): readonly PlannedRecord[];
  /** The tables that are written without a site. */
  dataSet(): DataSet;
}

/** Files of a site that are made of the same things. */
export interface SitePart {
  /** Tells it from the others. */
  name: string;
  /**
   * What it shows besides the facts of the collection: nothing of any body, the commit with what git says of the files, or the
   * body of a document.
   */
  shows: "facts" | "commit" | ShownBody;
  /** Makes its files, before what `finishedFiles` does with each, which another thread can do. @returns its pages at the end */
  make(): Generator<UnfinishedFile, MadePage[]>;
  /** Says instead which pages an earlier build made of it. */
  keep(pages: readonly MadePage[]): void;
}

/** What a page shows of the bodies of documents. */
interface ShownBody {
  document: AnyDocument;
  /** Paths of documents whose headings it links to. */
  linked: () => readonly string[];
  /** What follows from the bodies of others, as plain data. */
  fromOthers: () => unknown;
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
  const parts = function* (): Generator<SitePart> {
    const all: MadePage[] = [];
    const partOf = (
      name: string,
      shows: SitePart["shows"],
      files: () => Generator<UnfinishedFile, MadePage[]>,
    ): SitePart => ({
      name,
      shows,
      *make() {
        const pages = yield* files();
        all.push(...pages);
        return pages;
      },
      keep: (pages) => void all.push(...pages),
    });
    for (const kind of pageKinds) {
      const makeAll = function* (pages: Iterable<Page>) {
        const listed: MadePage[] = [];
        for (const page of pages) {
          yield* fill(kind.template, page);
          listed.push(madePage(page));
        }
        return listed;
      };
      const { documents } = kind;
      if (documents === undefined)
        yield partOf(kind.template, kind.namesCommit ? "commit" : "facts", () => makeAll(shownOf(kind)));
      else
        for (const document of documents.all(site)) {
          const shows: ShownBody = {
            document,
            linked: () => linkedFiles(document.body, document.source.path),
            fromOthers: () => documents.fromOthers?.(site, document) ?? null,
          };
          const page = () => [kind.one?.(site, documentPath(document)) ?? []].flat();
          yield partOf(document.source.path, shows, () => makeAll(page()));
        }
    }
    yield partOf("files", "commit", function* () {
      all.sort(byPath);
      for (const { make } of fileKinds) for (const file of make(site, () => all, render)) yield withText(file);
      return [];
    });
  };
  return {
    records: () => searchRecords(site),
    dataSet: () => ({
      title: site.graph.collection.config.title,
      licence: licenceOf(site.graph.collection.config),
      tables: dataSetTables.map((table) => table(site)),
    }),
    *files() {
      yield* given;
      for (const part of parts()) for (const file of part.make()) yield* finishedFiles(file);
    },
    given,
    parts,
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
      for (const { owns, make, one } of fileKinds) {
        if (!owns.test(path)) continue;
        const other = one ? one(site, path) : [...make(site, listed, render)].find(isIt);
        if (other) return asShown(other);
      }
      return given.find(isIt);
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
