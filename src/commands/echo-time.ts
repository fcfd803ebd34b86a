import { Temporal } from "temporal-polyfill";
import type { Time } from "../model/schema-types.js";
import { precisionOf } from "../model/values/time.js";

/** ICU knows the abbreviation of a zone in the English of its region only. */
const LOCALES = ["en-US", "en-GB", "en-AU", "en-NZ", "en-CA", "en-IN", "en-ZA"];

/**
 * A time as it was read, so that its author sees a mistake: `21:00 CEST = 19:00Z on 2026-07-10`.
 * @param zone whose clock it is: an IANA name; null: the offset of the time itself
 */
export function echoTime(at: Time, zone: string | null): string {
  const ends = [at].flat();
  if (ends.some((end) => precisionOf(end) !== "instant")) return `${ends.join(" to ")} in UTC`;
  const local = ends.map((end) => localOf(end, zone));
  const utc = ends.map((end) => Temporal.Instant.from(end).toZonedDateTimeISO("UTC"));
  const name = local[0] ? nameOf(local[0]) : "";
  const universal = moments(utc, (one) => `${clock(one)}Z`);
  const isUtc = local.every((one) => one.offsetNanoseconds === 0);
  if (isUtc) return universal;
  const isSameDay = local.every((one, index) => day(one) === day(utc[index] ?? one));
  const own = moments(local, clock, isSameDay);
  return `${own.replace(/(?= on |$)/, `${name.startsWith("+") || name.startsWith("-") ? "" : " "}${name}`)} = ${universal}`;
}

function localOf(end: string, zone: string | null): Temporal.ZonedDateTime {
  const offset = /(?:Z|[+-]\d\d:\d\d)$/.exec(end)?.[0] ?? "Z";
  return Temporal.Instant.from(end).toZonedDateTimeISO(zone ?? (offset === "Z" ? "UTC" : offset));
}

/** One or two moments of one day, or each with its own. */
function moments(times: readonly Temporal.ZonedDateTime[], show: typeof clock, isDayless = false): string {
  const days = [...new Set(times.map(day))];
  if (isDayless && days.length === 1) return times.map(show).join(" to ");
  if (days.length === 1) return `${times.map(show).join(" to ")} on ${days[0]}`;
  return times.map((one) => `${show(one)} on ${day(one)}`).join(" to ");
}

function clock(time: Temporal.ZonedDateTime): string {
  return time.toPlainTime().toString({ smallestUnit: time.second === 0 ? "minute" : "second" });
}

function day(time: Temporal.ZonedDateTime): string {
  return time.toPlainDate().toString();
}

/** `CEST`, or the offset where the zone has no abbreviation. */
function nameOf(time: Temporal.ZonedDateTime): string {
  if (/^[+-]/.test(time.timeZoneId)) return time.offset;
  for (const locale of LOCALES) {
    const parts = new Intl.DateTimeFormat(locale, { timeZone: time.timeZoneId, timeZoneName: "short" }).formatToParts(
      time.epochMilliseconds,
    );
    const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
    if (/^[A-Z]{2,5}$/.test(name)) return name;
  }
  return time.offset;
}
