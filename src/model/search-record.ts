import { compareText } from "./diagnostic.js";

/** What a search lists first: postmortems, then catalog entries, then drills. */
export type SearchGroup = "incident" | "catalog" | "drill";

/** The order in which documents are numbered. Postmortems come last, so that a new one changes no other number. */
export const SEARCH_GROUPS: readonly SearchGroup[] = ["catalog", "drill", "incident"];

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

/** The record of a document without its body, as plain data. */
export interface RecordOutline {
  record: Omit<SearchRecord, "sections">;
  /** The sections above and below those of the body. */
  above: readonly SearchSection[];
  below: readonly SearchSection[];
}

/** A record that is made when it is asked for, since all of them together take much memory. */
export interface PlannedRecord extends Pick<SearchRecord, "group" | "path" | "day"> {
  /** The document that it is made from, with its path; null for an entry of a catalog. */
  document: { path: string; outline(): RecordOutline } | null;
  /** @param outline that of its document, where it is at hand */
  make(outline?: RecordOutline): SearchRecord;
}

/** The order in which the search index numbers records. */
export function comparePlanned(a: PlannedRecord, b: PlannedRecord): number {
  return (
    SEARCH_GROUPS.indexOf(a.group) - SEARCH_GROUPS.indexOf(b.group) ||
    compareText(a.day ?? "", b.day ?? "") ||
    // Pages of one day stand in the order of their addresses, as in lists, which start with the last number.
    compareText(b.path, a.path)
  );
}
