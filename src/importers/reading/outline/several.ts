import { NO_ORDERS } from "../../../parse/times/date-order.js";
import { dateIn } from "./dates-in.js";
import { isWithin, type Part } from "./outline.js";

/** What speaks for several incidents in one text, as a sentence; null where nothing does. Nothing is split by guess. */
export function severalIncidents(parts: readonly Part[]): string | null {
  const timelines = parts.filter(({ role, heading }) => role === "timeline" && heading !== null);
  const announced = parts.filter(({ role }) => role === "timeline");
  const inner = announced.filter((part) => announced.some((other) => isWithin(part, other)));
  if (inner.length > 1)
    return `${inner.length} timelines within one: perhaps ${inner.length} incidents. To split it, put each into a file of its own and import those`;
  const inTimeline = new Set(timelines.flatMap(({ all }) => all));
  for (const depth of [1, 2, 3]) {
    const dated = parts.filter(
      ({ heading, text, role }) =>
        heading?.depth === depth && role === null && !inTimeline.has(heading) && saysMore(text),
    );
    const days = new Set(dated.map(({ text }) => dateIn(text, NO_ORDERS)));
    if (days.size > 1)
      return `${dated.length} headings with a date of their own, from line ${dated[0]?.heading?.position?.start.line} of its text on: perhaps ${dated.length} incidents. To split it, put each into a file of its own and import those`;
  }
  return null;
}

/** A date and some words: a date alone may be a day of one incident. */
function saysMore(text: string): boolean {
  return dateIn(text, NO_ORDERS) !== null && (text.match(/\p{L}{3,}/gu)?.length ?? 0) > 3;
}
