import type { Span } from "../../../measure/incident-numbers.js";
import type { Postmortem } from "../../../model/collection.js";
import type { Range } from "../../../model/values/range.js";
import { capitalize } from "../../../util/capitalize.js";
import { formatCountRange, formatDurationRange } from "../../kit/formats/format-duration.js";
import type { Site } from "../../shared/site-model.js";

/** One of an incident's own numbers. */
export interface OwnNumber {
  title: string;
  value: string;
}

/** The times between the marks of an incident, and what else it says of itself in numbers: those that are known. */
export function numbersOf(site: Site, { id }: Postmortem): OwnNumber[] {
  const numbers = site.measures.incidentNumbers.incidents.get(id);
  if (numbers === undefined) return [];
  const { spans, blind, firstStep, published } = numbers;
  const shown = (title: string, range: Range | null, write = formatDurationRange): OwnNumber[] =>
    range === null ? [] : [{ title, value: write(range) }];
  return [
    ...spans.flatMap(({ from, to, time }) => shown(`${capitalize(from)} to ${to}`, time)),
    // If detection may have come before the effect, the blind time differs from the delay, so both are shown.
    ...(isDelay(blind, spans) ? [] : shown("Undetected", blind)),
    ...shown("Detected to first response step", firstStep),
    ...shown("Resolved to published", published, daysText),
  ];
}

/** From `began` to `resolved`, else to `mitigated`; null where neither is known. */
export function durationOf(site: Site, { id }: Postmortem): OwnNumber | null {
  const spans = site.measures.incidentNumbers.incidents.get(id)?.spans ?? [];
  for (const [mark, title] of [
    ["resolved", "Lasted"],
    ["mitigated", "Mitigated after"],
  ] as const) {
    const span = spans.find(({ from, to }) => from === "began" && to === mark);
    if (span !== undefined) return { title, value: formatDurationRange(span.time) };
  }
  return null;
}

function isDelay(blind: Range | null, spans: readonly Span[]): boolean {
  const delay = spans.find(({ from, to }) => from === "began" && to === "detected")?.time;
  return delay?.from === blind?.from && delay?.to === blind?.to;
}

function daysText(days: Range): string {
  return `${formatCountRange(days)} ${days.from === 1 && days.to === 1 ? "day" : "days"}`;
}
