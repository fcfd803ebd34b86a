import { parseTime } from "../../../model/values/time.js";
import { plural } from "../../../util/plural.js";
import type { ImportedDocument } from "../../importer.js";
import type { Outcome, PlannedDraft } from "../plan/plan-import.js";
import { listed, quote } from "./wording.js";

/** How many examples of a doubt are quoted. */
const MAX_QUOTED = 3;

/** How many rows of a document look timed, how many of them became events with a time, and how many of these are exact. */
export function rowsOf({ document }: Pick<PlannedDraft, "document">): { read: number; seen: number; exact: number } {
  const timed = document.timeline.filter(({ at }) => at !== null);
  return {
    read: timed.length,
    seen: Math.max(document.rowsSeen, document.timeline.length),
    exact: timed.filter(({ why }) => why === undefined).length,
  };
}

/** The first and the last time of a document, as they are written; null where it has none. */
export function spanOf({ timeline }: ImportedDocument): { first: string; last: string } | null {
  const times = timeline
    .flatMap(({ at }) => [at ?? []].flat())
    .map((text) => ({ text, from: parseTime(text)?.from ?? 0 }))
    .sort((a, b) => a.from - b.from);
  const [first] = times;
  const last = times.at(-1);
  return first && last ? { first: first.text, last: last.text } : null;
}

/** What an import left in doubt in a document, a sentence each. */
export function doubtsOf({ document, draft, deadLinks }: PlannedDraft): string[] {
  const untimed = document.timeline.filter(({ at }) => at === null);
  const wide = document.timeline.filter(({ at, why }) => at !== null && why !== undefined);
  const rest = document.unread.filter((line) => !untimed.some(({ source }) => source === line));
  const { seen } = rowsOf({ document });
  const missed = seen - document.timeline.length;
  return [
    ...(document.title === null ? ["no title: it is named by its file"] : []),
    ...(document.day === null ? ["no day: the draft is undated"] : []),
    ...(untimed.length > 0
      ? [
          `time not known, so in the body only: ${listed(
            untimed.map(({ source, why }) => `${quote(source)}${why ? ` (${why})` : ""}`),
            MAX_QUOTED,
          )}`,
        ]
      : []),
    ...(wide.length > 0
      ? [
          `${plural(wide.length, "row")} with a day or a range instead of an exact time: ${[...new Set(wide.map(({ why }) => why))].join("; ")}`,
        ]
      : []),
    ...(missed > 0 ? [`${plural(missed, "line")} that looked timed and could not be read`] : []),
    ...(rest.length > 0 ? [`neither event nor action, so in the body only: ${listed(rest.map(quote), 2)}`] : []),
    ...(deadLinks.length > 0 ? [`links that lead to nothing here, now plain text: ${listed(deadLinks, 5)}`] : []),
    ...draft.notes,
  ];
}

/** Outcomes with the worst first: what could not be imported, then drafts by their doubts, then the rest; equal ones by path. */
export function worstFirst(outcomes: readonly Outcome[]): Outcome[] {
  const rank = (one: Outcome) => (one.is === "failed" ? 0 : one.is === "changed" ? 1 : one.is === "draft" ? 2 : 3);
  const badness = (one: Outcome) => {
    if (one.is !== "draft") return 0;
    const { read, seen, exact } = rowsOf(one);
    return (one.document.day === null ? 1000 : 0) + (seen - exact) * 2 + (seen - read) + doubtsOf(one).length;
  };
  return outcomes
    .map((one) => ({ one, rank: rank(one), badness: badness(one) }))
    .sort((a, b) => a.rank - b.rank || b.badness - a.badness)
    .map(({ one }) => one);
}
