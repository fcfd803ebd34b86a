import type { AnyDocument } from "../../model/collection.js";
import type { OutputFile } from "../../model/page.js";
import type { LinkOf } from "../kit/markdown-text/markdown-of-html.js";
import type { PartedBody } from "./first-section.js";
import type { PageBody } from "./page-body.js";
import type { Site } from "./site-model.js";

/** The parts of the site, each an answer to a question of its readers; the rules are for authors and not in the header. */
export type SectionId =
  | "incidents"
  | "patterns"
  | "blind-spots"
  | "response"
  | "drills"
  | "actions"
  | "about"
  | "rules"
  | "search";

/** Metadata of a page besides its title and description. */
export interface PageHead {
  /** For previews: `article` for a page with a date. */
  type: "website" | "article";
  /** More `<meta name>` and `<meta property>` elements. */
  names: readonly { key: string; content: string }[];
  properties: readonly { key: string; content: string }[];
  /** The same page as data, from the root of the site. */
  json: string | null;
  /** The day of the last change, `YYYY-MM-DD`; null if it cannot be known. */
  modified: string | null;
}

/** One page: where it is, what it is called, and the model for its template. */
export interface Page<Model extends object = object> {
  /** From the root of the site, ending in `.html`. */
  path: string;
  /** The text of the `h1`. */
  title: string;
  /** For search engines and previews: one or two sentences of plain text. */
  description: string;
  section: SectionId | null;
  /**
   * Everything that the template shows but for what `PageKind.withBody` adds, as plain data, total: null for what is absent, never
   * undefined. A page is made of this and its body alone, so that a build can keep one whose model is as it was.
   */
  model: Model;
  /** Absent where the defaults apply. */
  head?: PageHead;
  /** Further files that are made together with the page, such as a calendar. */
  files?: readonly OutputFile[];
  /** The body of a document that it shows. */
  body?: PageBody;
}

/** What is made only for a page that is not kept: it costs as much as its model. */
export interface Completion {
  /** What the template shows besides the model. */
  model: object;
  /** The page as Markdown. @param linkOf takes paths from the root of the site, and addresses */
  markdown: (linkOf: LinkOf) => string;
}

/** What a page shows that follows from the bodies of other documents. */
export interface FromOthers {
  /** A key of what it follows from, besides the facts of the collection. */
  key: string;
  /** It itself, as plain data, which takes longer. */
  value: () => unknown;
}

/** One kind of page. To add one is to add a file, its template, and a line in `render/page-kinds.ts`. */
export interface PageKind<Model extends object = object> {
  /** The template under `pages/`, without `.hbs`. */
  template: string;
  /** The folder at the root of the site that its pages are in; `""` for the root itself. */
  folder: string;
  pages: (site: Site) => Iterable<Page<Model>>;
  /**
   * The documents that have a page of this kind each, which may show their body. Absent: no page of this kind shows what stands in
   * the body of a document.
   */
  documents?: {
    all: (site: Site) => readonly AnyDocument[];
    /** What the page of a document shows that follows from the bodies of others; null: nothing. */
    fromOthers?: (site: Site, document: AnyDocument) => FromOthers | null;
  };
  /** Whether its pages name the commit that the site is made of. */
  namesCommit?: true;
  /** The page that has this path, or that makes the file with this path. Avoids making all pages of a large kind. */
  one?: (site: Site, path: string) => Page<Model> | undefined;
  /** Completes a page that shows a body. The site is not at hand: what is needed of it stands in the model. */
  withBody?(page: Page<Model>, body: PartedBody): Completion;
}
