import type { OutputFile, UnfinishedFile } from "../model/page.js";
import { memoize } from "../util/memoize.js";
import { markdownOfHtmlAt } from "./finished-files.js";
import { frame } from "./frame.js";
import type { LinkOf } from "./kit/markdown-text/markdown-of-html.js";
import type { Renderer } from "./kit/templates/renderer.js";
import { pageKinds } from "./page-kinds.js";
import type { MadePage } from "./shared/file-kind.js";
import type { Hub } from "./shared/hubs.js";
import type { Completion, Page, PageKind } from "./shared/page-kind.js";
import type { Site } from "./shared/site-model.js";
import { pageOfTwin, twinLinks, twinPath } from "./shared/twins.js";

/** A page, and what was made of it once that was asked for. */
interface FoundPage {
  kind: PageKind;
  page: Page;
  completion?: Completion | undefined;
  html?: string;
}

type Frame = ReturnType<typeof frame>;

/** What the files of a page follow from, but for the templates. */
export interface PageOrigin {
  /** The page, and what surrounds it, but for bodies. */
  data: readonly string[];
  /** Paths of the documents whose bodies it shows, or links into. */
  bodies: readonly string[];
}

/** A page of which only the model was made. */
interface PagePiece {
  page: MadePage;
  origin: () => PageOrigin;
  /** Its files, before what `finishedFiles` does with each. */
  make: () => UnfinishedFile[];
}

/** Makes the pages of a site: all of a kind, or the one that is asked for by the path of one of its files. */
export class PageMaker {
  readonly #site: Site;
  readonly #render: Renderer;
  readonly #listed = new Map<PageKind, readonly Page[]>();
  /** The files of a page are often asked for one after the other. */
  #last: FoundPage | undefined;

  constructor(site: Site, render: Renderer) {
    this.#site = site;
    this.#render = render;
  }

  /** The pages of a kind, made one by one. */
  *pages(kind: PageKind): Generator<Page> {
    for (const page of kind.pages(this.#site)) if (this.#isThere(page)) yield page;
  }

  /** A page, for its files: from here on the site is not read. */
  piece(kind: PageKind, page: Page): PagePiece {
    const around = frame(this.#site, page);
    return {
      page: madePage(page),
      origin: () => originOf(kind, page, around),
      make: () => this.#files(kind, page, around),
    };
  }

  #files(kind: PageKind, page: Page, around: Frame): UnfinishedFile[] {
    const { path, files = [] } = page;
    const completion = completionOf(kind, page);
    const content = this.#htmlOf(kind, page, around, completion);
    const twin = twinPath(path);
    const others =
      twin !== null && completion ? [{ path: twin, content: completion.markdown(twinLinks(path)) }, ...files] : files;
    return [
      { path, content, needs: twin !== null && !completion ? "twin" : "text" },
      ...others.map((file): UnfinishedFile => ({ ...file, needs: "text" })),
    ];
  }

  /** The file of a page at a path; its others are not made. */
  file(path: string): OutputFile | undefined {
    const found = this.#find(pageOfTwin(path) ?? path);
    if (found === undefined) return undefined;
    const { page } = found;
    if (path === page.path) return { path, content: this.#htmlOfFound(found) };
    if (path !== twinPath(page.path)) return page.files?.find((file) => file.path === path);
    return { path, content: this.#markdownOf(found, twinLinks(page.path)) };
  }

  /** The page at a path as Markdown. */
  markdown(path: string, linkOf: LinkOf): string | undefined {
    const found = this.#find(path);
    return found?.page.path === path ? this.#markdownOf(found, linkOf) : undefined;
  }

  #find(path: string): FoundPage | undefined {
    if (this.#last && makes(this.#last.page, path)) return this.#last;
    const folder = path.slice(0, Math.max(0, path.indexOf("/")));
    for (const kind of pageKinds) {
      const page = kind.one
        ? kind.one(this.#site, path)
        : kind.folder === folder
          ? this.#allOf(kind).find((one) => makes(one, path))
          : undefined;
      if (page === undefined) continue;
      this.#last = { kind, page };
      return this.#last;
    }
    return undefined;
  }

  #allOf(kind: PageKind): readonly Page[] {
    const pages = this.#listed.get(kind) ?? [...this.pages(kind)];
    this.#listed.set(kind, pages);
    return pages;
  }

  /** Whether the site has a page: an empty list is left out. */
  #isThere({ path }: Page): boolean {
    const { hubs } = this.#site;
    const hub = path.replace(/\/index\.html$/, "");
    return !Object.hasOwn(hubs, hub) || hubs[hub as Hub];
  }

  #htmlOf({ template }: PageKind, { model }: Page, around: Frame, completion: Completion | undefined): string {
    return this.#render(`pages/${template}`, { ...model, ...completion?.model, ...around });
  }

  #htmlOfFound(found: FoundPage): string {
    const { kind, page } = found;
    found.html ??= this.#htmlOf(kind, page, frame(this.#site, page), completionOfFound(found));
    return found.html;
  }

  #markdownOf(found: FoundPage, linkOf: LinkOf): string {
    const own = completionOfFound(found)?.markdown(linkOf);
    return own ?? markdownOfHtmlAt(found.page.path, this.#htmlOfFound(found), linkOf);
  }
}

function originOf({ template }: PageKind, page: Page, { site, assets, ...around }: Frame): PageOrigin {
  const { model, body, files } = page;
  const own = JSON.stringify([template, madePage(page), around, model, body?.with, files]);
  return { data: [own, sharedText(site, assets)], bodies: body?.from ?? [] };
}

/** What is the same for many pages. */
const sharedText = memoize((site: Frame["site"], assets: Frame["assets"]) => JSON.stringify([site, [...assets]]));

function completionOf(kind: PageKind, page: Page): Completion | undefined {
  return page.body && kind.withBody?.(page, page.body.render());
}

function completionOfFound(found: FoundPage): Completion | undefined {
  found.completion ??= completionOf(found.kind, found.page);
  return found.completion;
}

/** What lists say of a page. */
export function madePage({ path, title, description, head }: Page): MadePage {
  return { path, title, description, modified: head?.modified ?? null };
}

function makes(page: Page, path: string): boolean {
  return page.path === path || page.files?.some((file) => file.path === path) === true;
}
