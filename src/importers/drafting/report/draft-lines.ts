import { plural } from "../../../util/plural.js";
import type { PlannedDraft } from "../plan/plan-import.js";
import { doubtsOf, rowsOf, spanOf } from "./file-report.js";

/** What was read of a document, and below it what was left in doubt. */
export function draftLines(draft: PlannedDraft): string[] {
  const { document, importer, copies } = draft;
  const { recognised, total } = draft.draft.sections;
  const { read, seen } = rowsOf(draft);
  const span = spanOf(document);
  const found = [
    document.title === null ? "NO TITLE, named by its file" : `title ${JSON.stringify(document.title)}`,
    document.day === null ? "NO DAY" : `day ${document.day.day} from ${document.day.from}`,
    ...(document.zone === null ? [] : [`zone ${document.zone}`]),
    `${read} of ${plural(seen, "row")}${span ? ` (${span.first}${span.last === span.first ? "" : ` to ${span.last}`})` : ""}`,
    plural(draft.draft.actions, "action"),
    ...(total > 0 ? [`${recognised} of ${plural(total, "section")}`] : []),
    ...(copies.length > 1 ? [plural(copies.length - 1, "attachment")] : []),
    ...(importer.id === "markdown" ? [] : [importer.id]),
  ];
  return [found.join(", "), ...doubtsOf(draft)];
}
