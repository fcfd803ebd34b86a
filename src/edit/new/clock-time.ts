import { Temporal } from "temporal-polyfill";
import { EnvironmentFault, faultWithHint } from "../../model/environment-fault.js";
import type { Time } from "../../model/schema-types.js";
import { explainMoment, parseMoment, parseTime } from "../../model/time.js";

/** How to read a time that is not complete. */
export interface Clock {
  /** The day of a clock time without one, `YYYY-MM-DD`. */
  day: string | null;
  /** The zone of a time without offset: an IANA name or an offset such as `+02:00`. */
  zone: string | null;
}

const OFFSET = "(?:Z|UTC|[+-]\\d{2}(?::?\\d{2})?)";
const CLOCK = `\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?\\s?${OFFSET}?`;
const MOMENT = `(?:\\d{4}-\\d{2}-\\d{2}(?:[Tt ]${CLOCK})?|\\d{4}-\\d{2}|${CLOCK})`;
const WITH_TEXT = new RegExp(`^(${MOMENT}(?:\\s?/\\s?${MOMENT})?)(?:\\s+(.*))?$`, "s");
const PARTS = new RegExp(
  `^(?:(\\d{4}-\\d{2}-\\d{2})[Tt ])?(\\d{1,2}):(\\d{2})(:\\d{2}(?:\\.\\d{1,9})?)?\\s?(${OFFSET})?$`,
);

/**
 * Splits what somebody types, such as `09:49 The alert fires`, into its time and its words.
 * @throws EnvironmentFault where it does not start with a time
 */
export function splitTime(text: string): { time: string; words: string } {
  const [, time, words] = WITH_TEXT.exec(text.trim()) ?? [];
  if (time === undefined) throw fault(text.trim());
  return { time, words: words?.trim() ?? "" };
}

/**
 * Reads a time: an instant with offset, a day, a month, a local time of a known zone, a clock time of a known day, or two of
 * these with `/` between. Local time becomes an instant that carries the offset of its zone on that day.
 * @throws EnvironmentFault where it cannot be read, or where clocks showed it twice or never
 */
export function readTime(text: string, clock: Clock): Time {
  const [from, to, ...more] = text.split("/").map((part) => part.trim());
  if (from === undefined || more.length > 0) throw fault(text);
  return to === undefined ? readMoment(from, clock) : toRange(readMoment(from, clock), readMoment(to, clock));
}

/** @throws EnvironmentFault where the first is after the second */
export function toRange(from: string, to: string): Time {
  const [start, end] = [parseTime(from), parseTime(to)];
  if (start && end && start.from > end.to)
    throw new EnvironmentFault(`Expected a range from early to late, found ${from} to ${to}`);
  return [from, to];
}

/** One moment, complete. */
export function readMoment(text: string, { day, zone }: Clock): string {
  if (parseMoment(text)) return text;
  const [, ownDay, hour = "", minute = "", seconds = ":00", offset] = PARTS.exec(text) ?? [];
  const date = ownDay ?? day;
  if (hour === "" || date === null) throw fault(text);
  if (Number(hour) > 23 || Number(minute) > 59)
    throw new EnvironmentFault(`Expected a clock time from 00:00 to 23:59, found ${JSON.stringify(text)}`);
  const local = `${date}T${hour.padStart(2, "0")}:${minute}${seconds}`;
  if (offset !== undefined) return checked(`${local}${tidyOffset(offset)}`, text);
  if (zone === null)
    throw new EnvironmentFault(
      `Expected a time with an offset, found ${JSON.stringify(text)}: add Z or +01:00, or say with --zone whose clock it is`,
    );
  return inZone(local, zone, text);
}

/** Whether a zone is an IANA name or an offset that can be used. */
export function isZone(zone: string): boolean {
  // Temporal would take the zone out of a whole time as well.
  if (!/^(?:[A-Za-z][\w+/-]*|[+-]\d{2}(?::?\d{2})?)$/.test(zone)) return false;
  try {
    Temporal.PlainDateTime.from("2026-01-01T00:00:00").toZonedDateTime(zone);
    return true;
  } catch {
    return false;
  }
}

/** The day in a zone at an instant, `YYYY-MM-DD`. `ms` is milliseconds since the epoch. */
export function dayInZone(ms: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate().toString();
}

function inZone(local: string, zone: string, text: string): string {
  let plain: Temporal.PlainDateTime;
  try {
    plain = Temporal.PlainDateTime.from(local, { overflow: "reject" });
  } catch {
    throw fault(text);
  }
  const first = plain.toZonedDateTime(zone, { disambiguation: "earlier" });
  const second = plain.toZonedDateTime(zone, { disambiguation: "later" });
  if (first.epochMilliseconds === second.epochMilliseconds) return checked(`${local}${tidyOffset(first.offset)}`, text);
  const on = `${local.slice(11, 16)} on ${local.slice(0, 10)}`;
  if (first.toPlainDateTime().equals(plain))
    throw new EnvironmentFault(
      `The clocks of ${zone} showed ${on} twice: write ${text}${first.offset} or ${text}${second.offset}`,
    );
  throw new EnvironmentFault(
    `The clocks of ${zone} never showed ${on}: they went from ${first.offset} to ${second.offset} then; write the time with its offset`,
  );
}

function checked(instant: string, text: string): string {
  if (parseMoment(instant) === undefined) throw fault(text);
  return instant;
}

function tidyOffset(offset: string): string {
  if (/^(?:Z|UTC|[+-]00:?00)$/.test(offset)) return "Z";
  return `${offset.slice(0, 3)}:${offset.slice(3).replace(":", "") || "00"}`;
}

function fault(text: string): EnvironmentFault {
  const { message, hint } = explainMoment(text);
  return faultWithHint(message, hint);
}
