import type { AnyDocument } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import type { UnfinishedFile } from "../model/page.js";
import { fileKinds } from "./file-kinds.js";
import { linkedFiles } from "./kit/markdown/resolve-links.js";
import type { Renderer } from "./kit/templates/renderer.js";
import { pageKinds } from "./page-kinds.js";
import type { PageMaker, PageOrigin } from "./page-maker.js";
import type { MadePage } from "./shared/file-kind.js";
import type { FromOthers, Page, PageKind } from "./shared/page-kind.js";
import { documentPath } from "./shared/paths.js";
import type { Site } from "./shared/site-model.js";

/** Files of a site that follow from the same facts. */
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
  /** What it consists of, each time in the same order. */
  pieces(): Iterable<SitePiece>;
  /** Hears of each page that is on the site, made now or kept from an earlier build. */
  list(page: MadePage): void;
}

/** A page with its other files, or files that are no page. Until `make` is called, little has been done for it. */
export interface SitePiece {
  page: MadePage | null;
  /** What its files follow from; null where that is all that the part follows from. */
  origin: (() => PageOrigin) | null;
  /** Makes its files, before what `finishedFiles` does with each, which another thread can do. */
  make(): Iterable<UnfinishedFile>;
}

type PlainPart = Pick<SitePart, "name" | "shows" | "pieces">;

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
  const list = (page: MadePage) => void listed.push(page);
  for (const kind of pageKinds) for (const part of partsOf(kind, site, maker)) yield { ...part, list, isLast: false };
  const make = function* (): Generator<UnfinishedFile> {
    const pages = listed.sort((a, b) => compareText(a.path, b.path));
    for (const kind of fileKinds)
      for (const file of kind.make(site, () => pages, render)) yield { ...file, needs: "text" };
  };
  yield { name: "files", shows: "commit", pieces: () => [{ page: null, origin: null, make }], list, isLast: true };
}

/** A part for each document that has a page of a kind, or one for all of the kind. */
function* partsOf(kind: PageKind, site: Site, maker: PageMaker): Generator<PlainPart> {
  const { documents } = kind;
  const piecesOf = function* (pages: Iterable<Page>): Generator<SitePiece> {
    for (const page of pages) yield maker.piece(kind, page);
  };
  if (documents === undefined) {
    const shows = kind.namesCommit ? "commit" : "facts";
    yield { name: kind.template, shows, pieces: () => piecesOf(maker.pages(kind)) };
    return;
  }
  for (const document of documents.all(site)) {
    const { path } = document.source;
    const shows: ShownBody = {
      document,
      linked: () => linkedFiles(document.body, path).flatMap((one) => (one.isHeadingNamed ? one.file : [])),
      fromOthers: () => documents.fromOthers?.(site, document) ?? null,
    };
    const page = () => [kind.one?.(site, documentPath(document)) ?? []].flat();
    yield { name: path, shows, pieces: () => piecesOf(page()) };
  }
}
