import { plural } from "../../../util/plural.js";
import type { PlannedDraft } from "../plan/plan-import.js";
import { listed, quote } from "./wording.js";

/** What was recognised in a document, and below it what was not. */
export function draftLines({ document, draft, importer, copies, deadLinks }: PlannedDraft): string[] {
  const { recognised, total } = draft.sections;
  const untimed = document.timeline.filter(({ at }) => at === null);
  const rest = document.unread.filter((line) => !untimed.some(({ source }) => source === line));
  const found = [
    document.title === null ? "NO TITLE, named by its file" : "title",
    document.day === null ? "NO DAY" : `day from ${document.day.from}`,
    plural(draft.events, "event"),
    plural(draft.actions, "action"),
    ...(total > 0 ? [`${recognised} of ${plural(total, "section")}`] : []),
    ...(copies.length > 1 ? [plural(copies.length - 1, "attachment")] : []),
    ...(importer.id === "markdown" ? [] : [importer.id]),
  ];
  return [
    found.join(", "),
    ...(untimed.length > 0
      ? [
          `time not known, so in the body only: ${listed(
            untimed.map(({ source, why }) => `${quote(source)}${why ? ` (${why})` : ""}`),
            3,
          )}`,
        ]
      : []),
    ...(rest.length > 0 ? [`neither event nor action, so in the body only: ${listed(rest.map(quote), 2)}`] : []),
    ...(deadLinks.length > 0 ? [`links that lead to nothing here, now plain text: ${listed(deadLinks, 5)}`] : []),
    ...draft.notes,
  ];
}
