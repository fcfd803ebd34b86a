/** What a search lists first: postmortems, then catalog entries, then drills. */
export type SearchGroup = "incident" | "catalog" | "drill";

/** A passage of a page that is indexed. Excerpts never run from one into another. */
export interface SearchSection {
  /** What it is called beside an excerpt; null for the title and what stands under it. */
  title: string | null;
  /** Plain text. */
  text: string;
  /** How much a word in it counts; a word of the narrative counts 1. */
  weight: number;
}

/** One thing that search finds, with what a result shows. */
export interface SearchRecord {
  group: SearchGroup;
  /** From the root of the site, with an anchor where it has no page of its own. */
  path: string;
  title: string;
  /** `YYYY-MM-DD`; null for what has no day. */
  day: string | null;
  /** The ids of its classes, the primary first. */
  classes: readonly string[];
  /** The line under its title. */
  line: string;
  /** The evidence that was missing to those concerned, in one line; null where none is recorded. */
  wished: string | null;
  /** Archived ones come last. */
  archived: boolean;
  /** For how many seconds it was undetected; null where that is not known. */
  undetected: number | null;
  facets: readonly { key: string; value: string; title: string }[];
  sections: readonly SearchSection[];
}
