import type { AnyDocument } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import type { UnfinishedFile } from "../model/page.js";
import { fileKinds } from "./file-kinds.js";
import { linkedFiles } from "./kit/markdown/resolve-links.js";
import type { Renderer } from "./kit/templates/renderer.js";
import { pageKinds } from "./page-kinds.js";
import type { PageMaker } from "./page-maker.js";
import type { MadePage } from "./shared/file-kind.js";
import type { FromOthers, Page, PageKind } from "./shared/page-kind.js";
import { documentPath } from "./shared/paths.js";
import type { Site } from "./shared/site-model.js";

/** Files of a site that are made of the same things. */
export interface SitePart {
  /** Tells it from the others. */
  name: string;
  /**
   * What it shows besides the facts of the collection: nothing of any body, the commit with what git says of the files, or the
   * body of a document.
   */
  shows: "facts" | "commit" | ShownBody;
  /** It lists the pages of all others, so that each of these is made, or kept, before. */
  isLast: boolean;
  /** Makes its files, before what `finishedFiles` does with each, which another thread can do. @returns its pages at the end */
  make(): Generator<UnfinishedFile, MadePage[]>;
  /** Says instead which pages an earlier build made of it. */
  keep(pages: readonly MadePage[]): void;
}

type PlainPart = Pick<SitePart, "name" | "shows" | "make">;

/** What a page shows of the bodies of documents. */
interface ShownBody {
  document: AnyDocument;
  /** Paths of documents whose headings it links to. */
  linked: () => readonly string[];
  fromOthers: () => FromOthers | null;
}

/** All files of a site but its assets. */
export function* siteParts(site: Site, maker: PageMaker, render: Renderer): Generator<SitePart> {
  const listed: MadePage[] = [];
  const partOf = ({ make, ...part }: PlainPart, isLast: boolean): SitePart => ({
    ...part,
    isLast,
    *make() {
      const pages = yield* make();
      listed.push(...pages);
      return pages;
    },
    keep: (pages) => void listed.push(...pages),
  });
  for (const kind of pageKinds) for (const part of partsOf(kind, site, maker)) yield partOf(part, false);
  const others: PlainPart = {
    name: "files",
    shows: "commit",
    *make() {
      const pages = listed.sort((a, b) => compareText(a.path, b.path));
      for (const { make } of fileKinds)
        for (const file of make(site, () => pages, render)) yield { ...file, needs: "text" };
      return [];
    },
  };
  yield partOf(others, true);
}

/** A part for each document that has a page of a kind, or one for all of the kind. */
function* partsOf(kind: PageKind, site: Site, maker: PageMaker): Generator<PlainPart> {
  const { documents } = kind;
  const make = function* (pages: Iterable<Page>): Generator<UnfinishedFile, MadePage[]> {
    const made: MadePage[] = [];
    for (const page of pages) {
      yield* maker.files(kind, page);
      made.push(madePage(page));
    }
    return made;
  };
  if (documents === undefined) {
    const shows = kind.namesCommit ? "commit" : "facts";
    yield { name: kind.template, shows, make: () => make(maker.pages(kind)) };
    return;
  }
  for (const document of documents.all(site)) {
    const shows: ShownBody = {
      document,
      linked: () =>
        linkedFiles(document.body, document.source.path).flatMap(({ file, isHeadingNamed }) =>
          isHeadingNamed ? file : [],
        ),
      fromOthers: () => documents.fromOthers?.(site, document) ?? null,
    };
    const page = () => [kind.one?.(site, documentPath(document)) ?? []].flat();
    yield { name: document.source.path, shows, make: () => make(page()) };
  }
}

/** What lists say of a page. */
export function madePage({ path, title, description, head }: Page): MadePage {
  return { path, title, description, modified: head?.modified ?? null };
}
