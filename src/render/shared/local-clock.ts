import type { Time, TimeBound } from "../../model/schema-types.js";
import { dayOf, isTimeBound, parseMoment, precisionOf } from "../../model/values/time.js";
import { formatClock, formatShortDay } from "../kit/formats/format-time.js";

/**
 * The clock of a zone at an instant or in a range of two, with its day where that is not the one of UTC.
 * @param zone an IANA name
 * @returns null for days, months and bounds, which have no time of day
 */
export function localClock(time: Time | TimeBound, zone: string): string | null {
  if (isTimeBound(time)) return null;
  const texts = typeof time === "string" ? [time] : time[0] === time[1] ? [time[0]] : time;
  const clocks = texts.map((text) => {
    const at = precisionOf(text) === "instant" ? parseMoment(text)?.from : undefined;
    if (at === undefined) return null;
    const wall = wallTime(at, zone);
    return dayOf(wall) === dayOf(at) ? formatClock(wall) : `${formatShortDay(dayOf(wall))}, ${formatClock(wall)}`;
  });
  return clocks.every((clock) => clock !== null) ? clocks.join("–") : null;
}

/** What the clocks of a zone show, as if that were UTC. */
function wallTime(at: number, zone: string): number {
  const parts = Object.fromEntries(
    formatFor(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const digits = "2-digit";
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: digits,
    day: digits,
    hour: digits,
    minute: digits,
    second: digits,
  });
  formats.set(timeZone, format);
  return format;
}
