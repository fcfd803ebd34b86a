import type { Block } from "../../kit/report/tree.js";
import type { ReportInput } from "../../shared/report/report-input.js";
import { left, right, tableOf } from "../../shared/report/words.js";
import { sourceRows } from "../../shared/source-rows.js";

/** What each repository of the collection holds. Nothing where it is one alone. The filter of the report does not apply. */
export function sourcesReport({ graph }: ReportInput): Block[] {
  const rows = sourceRows(graph.collection);
  if (rows.length === 0) return [];
  return [
    { type: "heading", text: "Repositories" },
    ...tableOf(
      [left("Repository"), right("Incidents"), right("Drills"), right("Open gaps"), left("Newest")],
      rows.map(({ name, title, incidents, drills, openGaps, newest }) => [
        name === null ? `${title} (this one)` : `${title} (@${name})`,
        String(incidents),
        String(drills),
        String(openGaps),
        newest ?? "none",
      ]),
      "repositories",
    ),
  ];
}
