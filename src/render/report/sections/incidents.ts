import type { Quartiles } from "../../../measure/quartiles.js";
import type { Range } from "../../../model/range.js";
import { formatCountRange, formatDurationRange } from "../../helpers/format-duration.js";
import { named, type ReportInput } from "../report-input.js";
import type { Block } from "../tree.js";
import { left, right, spreadOf, tableOf } from "../words.js";

/** Each incident's own numbers, the newest first. */
export function incidents(input: ReportInput): Block[] {
  const { incidentNumbers } = input.measures;
  const counted = [...incidentNumbers.incidents.values()].filter((one) => one.counted).reverse();
  const cell = (range: Range | null) => (range === null ? "–" : formatDurationRange(range));
  const rows = counted.map((one) => {
    const resolved = one.spans.find(({ from, to }) => from === "began" && to === "resolved")?.time ?? null;
    return [
      named(one.incident),
      cell(one.blind),
      cell(one.firstStep),
      cell(resolved),
      one.published === null ? "–" : daysText(one.published),
    ];
  });
  return [
    { type: "heading", text: "Each incident’s own numbers" },
    spread("Blind time", incidentNumbers.blind, formatDurationRange),
    spread("From detection to the first response step", incidentNumbers.firstStep, formatDurationRange),
    spread("From resolved to published, own incidents", incidentNumbers.published, daysText),
    ...tableOf(
      [
        left("Incident"),
        right("Blind time"),
        right("First step"),
        right("Began to resolved"),
        right("Published after"),
      ],
      rows,
      "incidents",
    ),
  ];
}

function spread(title: string, quartiles: Quartiles | null, write: (range: Range) => string): Block {
  return {
    type: "sentence",
    text: `${title}: ${quartiles === null ? "not known of any incident" : spreadOf(quartiles, write)}.`,
  };
}

function daysText(days: Range): string {
  return `${formatCountRange(days)} ${days.from === 1 && days.to === 1 ? "day" : "days"}`;
}
