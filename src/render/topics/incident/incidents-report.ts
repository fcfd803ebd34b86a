import type { IncidentNumbers } from "../../../measure/incident-numbers.js";
import type { Quartiles } from "../../../measure/quartiles.js";
import type { Range } from "../../../model/values/range.js";
import { formatCountRange, formatDurationRange } from "../../kit/formats/format-duration.js";
import type { Block, Inline } from "../../kit/report/tree.js";
import { named, type ReportInput } from "../../shared/report/report-input.js";
import { spreadOf } from "../../shared/statistics-words.js";

/** Each incident's own numbers, the newest first. */
export function incidents(input: ReportInput): Block[] {
  const { incidentNumbers } = input.measures;
  const counted = [...incidentNumbers.incidents.values()].filter((one) => one.counted).reverse();
  const shown = counted.slice(0, MAX_INCIDENTS);
  return [
    { type: "heading", text: "Each incident’s own numbers" },
    spread("Blind time", incidentNumbers.blind),
    spread("From detection to the first response step", incidentNumbers.firstStep),
    spread("From resolved to published, own incidents", incidentNumbers.published, daysText),
    { type: "list", items: shown.map((one): Inline[] => [named(one.incident), `: ${numbersText(one)}`]) },
    ...(counted.length > MAX_INCIDENTS
      ? [{ type: "note", text: `And ${counted.length - MAX_INCIDENTS} more; --format json has them all.` } as const]
      : []),
  ];
}

const MAX_INCIDENTS = 12;

function numbersText({ blind, firstStep, spans, published }: IncidentNumbers): string {
  const resolved = spans.find(({ from, to }) => from === "began" && to === "resolved")?.time ?? null;
  const parts = [
    blind === null ? null : `blind ${formatDurationRange(blind)}`,
    firstStep === null ? null : `first step after detection ${formatDurationRange(firstStep)}`,
    resolved === null ? null : `began to resolved ${formatDurationRange(resolved)}`,
    published === null ? null : `published after ${daysText(published)}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? "no two times are known" : parts.join("; ");
}

function spread(title: string, quartiles: Quartiles | null, write?: (range: Range) => string): Block {
  const text = quartiles === null ? "not known of any incident" : `${spreadOf(quartiles, write)}; n = ${quartiles.n}`;
  return { type: "sentence", text: `${title}: ${text}.` };
}

function daysText(days: Range): string {
  return `${formatCountRange(days)} ${days.from === 1 && days.to === 1 ? "day" : "days"}`;
}
