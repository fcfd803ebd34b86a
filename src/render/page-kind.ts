import type { Site } from "./site-model.js";

/** The parts of the site that the header leads to. */
export type SectionId =
  | "incidents"
  | "taxonomy"
  | "objectives"
  | "invariants"
  | "contracts"
  | "services"
  | "evidence"
  | "degradation"
  | "choreography"
  | "drills"
  | "actions"
  | "rules"
  | "search"
  | "about";

/** One page: where it is, what it is called, and the model for its template. */
export interface Page {
  /** From the root of the site, ending in `.html`. */
  path: string;
  /** The text of the `h1`. */
  title: string;
  /** For search engines and previews: one or two sentences of plain text. */
  description: string;
  section: SectionId | null;
  /** Everything that the template shows, total: null for what is absent, never undefined. */
  model: object;
}

/** One kind of page. To add one is to add a file, its template, and a line in `pages/index.ts`. */
export interface PageKind {
  /** The template under `pages/`, without `.hbs`. */
  template: string;
  pages: (site: Site) => Iterable<Page>;
}
