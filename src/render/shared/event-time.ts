import type { Time, TimeBound } from "../../model/schema-types.js";
import { dayOf, isTimeBound, parseMoment, precisionOf } from "../../model/values/time.js";
import { formatClock, formatDay, formatShortDay } from "../kit/formats/format-time.js";

/** A time in a timeline: the day as heading, and the time of day beside the event. */
export interface EventTime {
  /** `12 June 2025`, `June 2025` or `14 March 2026 to 16 March 2026`. */
  day: string;
  /** `17:49`, `17:49–17:52`, `22:00 to 15 Mar 2026, 02:00`, or `day only`. */
  clock: string;
  /** For the `datetime` attribute: an instant, a day or a month; null for ranges. */
  datetime: string | null;
}

/** How a time of an event is written. All clocks are UTC. */
export function eventTime(time: Time | TimeBound): EventTime {
  if (isTimeBound(time)) {
    const { day, clock, datetime } = single(time.not_before ?? time.not_after ?? "");
    const word = time.not_before === undefined ? "by" : "from";
    return datetime?.includes("T")
      ? { day, clock: `${word} ${clock}`, datetime: null }
      : { day: `${word} ${day}`, clock, datetime: null };
  }
  if (typeof time === "string") return single(time);
  const [from, to] = time;
  if (from === to) return single(from);
  const [start, end] = [parseMoment(from)?.from ?? 0, parseMoment(to)?.from ?? 0];
  if (precisionOf(from) !== "instant" || precisionOf(to) !== "instant") {
    return { day: `${formatDay(dayPart(from))} to ${formatDay(dayPart(to))}`, clock: "in between", datetime: null };
  }
  const day = formatDay(dayOf(start));
  if (dayOf(start) === dayOf(end)) return { day, clock: `${formatClock(start)}–${formatClock(end)}`, datetime: null };
  return { day, clock: `${formatClock(start)} to ${formatShortDay(dayOf(end))}, ${formatClock(end)}`, datetime: null };
}

function single(text: string): EventTime {
  const precision = precisionOf(text);
  const at = parseMoment(text)?.from;
  if (precision === "instant" && at !== undefined) {
    return {
      day: formatDay(dayOf(at)),
      clock: formatClock(at),
      datetime: new Date(at).toISOString().replace(".000Z", "Z"),
    };
  }
  return { day: formatDay(text), clock: precision === "day" ? "day only" : `${precision} only`, datetime: text };
}

function dayPart(text: string): string {
  const at = parseMoment(text)?.from;
  return precisionOf(text) === "instant" && at !== undefined ? dayOf(at) : text;
}
