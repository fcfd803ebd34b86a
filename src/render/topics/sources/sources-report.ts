import { MIN_N_FOR_MEDIAN, type Quartiles } from "../../../measure/quartiles.js";
import type { RepositoryNumbers } from "../../../measure/repositories.js";
import { formatDurationRange } from "../../kit/formats/format-duration.js";
import type { Block } from "../../kit/report/tree.js";
import type { ReportInput } from "../../shared/report/report-input.js";
import { left, right, tableOf } from "../../shared/report/words.js";

/** What each repository of the collection holds, and all together. Nothing where it is one alone. */
export function sourcesReport({ measures: { repositories: rows } }: ReportInput): Block[] {
  if (rows === null) return [];
  const line = (title: string, row: RepositoryNumbers) => [
    title,
    String(row.incidents),
    String(row.drills),
    undetectedText(row.undetected),
    String(row.recurrences),
    String(row.overdue),
    String(row.openGaps),
    row.newest ?? "none",
  ];
  return [
    { type: "heading", text: "Repositories" },
    {
      type: "note",
      text: `Undetected is the median over the incidents in brackets, from ${MIN_N_FOR_MEDIAN} of them on. Overdue are own actions, gaps open ones.`,
    },
    ...tableOf(
      [
        left("Repository"),
        right("Incidents"),
        right("Drills"),
        right("Undetected"),
        right("Recurred"),
        right("Overdue"),
        right("Gaps"),
        left("Newest"),
      ],
      [line("all", rows.all), ...rows.each.map((row) => line(row.name === null ? "this one" : `@${row.name}`, row))],
      "repositories",
    ),
  ];
}

function undetectedText(undetected: Quartiles | null): string {
  if (undetected === null) return "–";
  const { median, n } = undetected;
  return `${median === null ? "–" : formatDurationRange(median)} (${n})`;
}
