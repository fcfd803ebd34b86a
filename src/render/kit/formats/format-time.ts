import type { Time } from "../../../model/schema-types.js";
import { dayOf, parseMoment, precisionOf } from "../../../model/values/time.js";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** `2025-06-12` as `12 June 2025`, `2025-06` as `June 2025`. Anything else as it is. */
export function formatDay(day: string): string {
  const [year = "", month = "", date] = day.split("-");
  const name = MONTHS[Number(month) - 1];
  if (name === undefined) return day;
  return date === undefined ? `${name} ${year}` : `${Number(date)} ${name} ${year}`;
}

/** `2025-06-12` as `12 Jun 2025`. */
export function formatShortDay(day: string): string {
  const [year = "", month = "", date = ""] = day.split("-");
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? day : `${Number(date)} ${name.slice(0, 3)} ${year}`;
}

/** `2025-06-12` as `Jun 2025`. */
export function formatMonth(day: string): string {
  return formatShortDay(day).replace(/^\d+ /, "");
}

/** The UTC clock of an instant: `17:49`, or `17:49:02` where the seconds are not zero. */
export function formatClock(ms: number): string {
  const [clock = ""] = /\d{2}:\d{2}:\d{2}/.exec(new Date(ms).toISOString()) ?? [];
  return clock.endsWith(":00") ? clock.slice(0, 5) : clock;
}

/** A moment in words: `12 June 2025, 17:49 UTC`, `12 June 2025` or `June 2025`. */
function formatMoment(text: string): string {
  if (precisionOf(text) !== "instant") return formatDay(text);
  const at = parseMoment(text)?.from;
  return at === undefined ? text : `${formatDay(dayOf(at))}, ${formatClock(at)} UTC`;
}

/** A time of the content model in words: a moment, or `… to …`. */
export function formatTime(time: Time): string {
  if (typeof time === "string") return formatMoment(time);
  const [from, to] = time.map(formatMoment);
  return from === to ? `${from}` : `${from} to ${to}`;
}
