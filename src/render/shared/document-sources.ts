import type { AnyDocument } from "../../model/collection.js";
import type { Source } from "../../model/schema-types.js";
import { isBlank } from "../../model/values/blank.js";
import { parseTime } from "../../model/values/time.js";
import { formatTime } from "../kit/formats/format-time.js";
import { type BlankView, blankView } from "./blank-view.js";
import { type Citing, citedBy } from "./cited-by.js";
import { GRADE } from "./words.js";

/** A document that is cited. */
export interface SourceEntry {
  id: string;
  title: string;
  href: string | null;
  /** The address of a saved copy. */
  archive: string | null;
  publisher: string | null;
  published: string | null;
  publishedBlank: BlankView | null;
  accessed: string | null;
  grade: string | null;
  gradeWords: string | null;
  citedBy: Citing[];
}

/** The sources of a postmortem or drill by the day of their publication; those without one last, in the author's order. */
export function sourcesOf(document: AnyDocument): SourceEntry[] {
  const { data } = document;
  const publishedFrom = ({ published }: Source) =>
    (published === undefined || isBlank(published) ? undefined : parseTime(published)?.from) ?? Number.MAX_VALUE;
  const sorted = (data.sources ?? []).toSorted((a, b) => publishedFrom(a) - publishedFrom(b));
  return sorted.map((source) => ({
    id: source.id,
    title: source.title,
    href: source.url ?? null,
    archive: source.archive ?? null,
    publisher: source.publisher ?? null,
    published: source.published === undefined || isBlank(source.published) ? null : formatTime(source.published),
    publishedBlank: isBlank(source.published) ? blankView(source.published) : null,
    accessed: source.accessed === undefined ? null : formatTime(source.accessed),
    grade: source.grade ?? null,
    gradeWords: source.grade === undefined ? null : GRADE[source.grade],
    citedBy: citedBy(document, source.id),
  }));
}

/** The grades that occur, each with the number of its sources: `3 of grade A (…)`. */
export function gradesOf(sources: readonly SourceEntry[]): { grade: string; words: string; n: number }[] {
  const grades = [...new Set(sources.flatMap(({ grade }) => grade ?? []))].sort();
  return grades.map((grade) => {
    const of = sources.filter((source) => source.grade === grade);
    return { grade, words: of[0]?.gradeWords ?? "", n: of.length };
  });
}
