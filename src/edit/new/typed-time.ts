import { Temporal } from "temporal-polyfill";
import { EnvironmentFault, faultWithHint } from "../../model/environment-fault.js";
import type { Time } from "../../model/schema-types.js";
import { explainMoment, parseTime, precisionOf } from "../../model/values/time.js";
import { NO_ZONE } from "../../parse/times/clocked.js";
import { type ReadTime, readTime } from "../../parse/times/read-time.js";
import type { Zone } from "../../parse/times/zones.js";

/** Defaults for the missing parts of a typed time. */
export interface TimeDefaults {
  /** The day of a clock time without one, `YYYY-MM-DD`. */
  day: string | null;
  /** The zone of a time without offset: an IANA name or an offset such as `+02:00`. */
  zone: string | null;
}

/** A typed time, and the text after it. */
export interface TypedTime {
  at: Time;
  /** It was typed with "about" or "~". */
  approximate: boolean;
  words: string;
  /** Whether the day was typed, and not taken from the defaults. */
  dated: boolean;
  /** The last day of it on its own clock, `YYYY-MM-DD`; null where it is no single day. */
  day: string | null;
}

/** Names of zones that mean one offset everywhere. */
const EXACT_ZONE_NAMES = ["UTC", "GMT", "UCT", "Z"];
/** Every time is shown in UTC, so that a document need not name it. */
const NAMES_OF_UTC = /^(?:Etc\/)?(?:UTC|UCT|GMT|Z|Zulu|Universal)$/i;
/** Offsets from UTC run from -14:00 to +14:00. */
const OFFSET = /^[+-](?:0\d|1[0-3])(?::?[0-5]\d)?$|^[+-]14(?::?00)?$/;
const SLASH = /^\s?\/\s?/;

/**
 * Reads the time at the start of typed text, such as `9:49 PM The alert fires` or `09:49-10:10 It began`: an instant, a day,
 * a month, or a range of two with `-`, `–`, `to` or `/` between. Local time becomes an instant with the offset of its zone on that day.
 * @throws EnvironmentFault if it is ambiguous, with what to write instead
 */
export function readTypedTime(text: string, defaults: TimeDefaults): TypedTime {
  const typed = text.trim();
  const first = timeAt(typed, defaults);
  const slash = SLASH.exec(typed.slice(first.end));
  const { at, approximate, dated, day } = first;
  if (!slash) return { at, approximate, dated, day, words: wordsBehind(typed, first.end, isDay(first.at)) };
  const rest = typed.slice(first.end + slash[0].length);
  const last = followingTime((day) => timeAt(rest, { ...defaults, day }), defaults.day, first);
  if (typeof first.at !== "string" || typeof last.at !== "string" || SLASH.test(rest.slice(last.end)))
    throw new EnvironmentFault(`Expected two times with / between them, found ${JSON.stringify(typed)}`);
  return {
    at: toRange(first.at, last.at),
    approximate: first.approximate || last.approximate,
    dated: first.dated,
    day: last.day,
    words: wordsBehind(rest, last.end, isDay(last.at)),
  };
}

/** Whether a time is a day or more, without a clock. */
function isDay(at: Time): boolean {
  return typeof at === "string" && precisionOf(at) !== "instant";
}

/** What belongs to the time and was not read: a zone that is also a word, an offset, the end of a range. */
const LOST_ZONE = /^(?:ART|CAT|COT|EAT|PET|WEST|WET|z|[Zz]ulu|ZULU)(?![\p{L}\p{N}_-])/u;
const LOST_TIME =
  /^(?:[-–—−+]\s?\d{1,2}[:.]\d\d|[-−+]0\d|(?:bis|à|hasta|tot|until|till)\s+\d{1,2}[:.]\d\d)(?![\p{L}\p{N}])/u;

/** @throws EnvironmentFault where the text goes on with a part of the time that was not understood */
function wordsBehind(text: string, end: number, isDay: boolean): string {
  const words = wordsIn(text, end);
  const zone = /^\s/.test(text.slice(end)) ? LOST_ZONE.exec(words)?.[0] : undefined;
  if (zone !== undefined)
    throw new EnvironmentFault(
      `Expected UTC, Z or an offset, found the zone ${zone} behind ${JSON.stringify(text.slice(0, end).trim())}: write Z or an offset such as +01:00; if it is a word, put a colon before it`,
    );
  const clock = isDay ? /^\d{1,2}:\d\d/.exec(words)?.[0] : undefined;
  if (clock !== undefined)
    throw new EnvironmentFault(`Expected a clock time from 00:00 to 23:59, found ${JSON.stringify(clock)}`);
  const lost = LOST_TIME.exec(words)?.[0];
  if (lost !== undefined)
    throw new EnvironmentFault(
      `Expected one time or a range, found ${JSON.stringify(lost)} behind ${JSON.stringify(text.slice(0, end).trim())}: write a range such as 21:00-21:10, or a time with its day and offset such as 2026-03-14T21:00:00-04:00`,
    );
  return words;
}

/**
 * Reads a text that is only a time.
 * @throws EnvironmentFault as {@link readTypedTime}, and if text follows the time
 */
export function readWholeTime(text: string, defaults: TimeDefaults): TypedTime {
  const typed = readTypedTime(text, defaults);
  if (typed.words !== "")
    throw new EnvironmentFault(
      `Expected a time and nothing else, found ${JSON.stringify(typed.words)} behind it: take it out of ${JSON.stringify(text.trim())}`,
    );
  return typed;
}

/** In milliseconds: a clock time that is earlier than the one before it by at least this much is of the next day. */
const MIN_STEP_BACK_MS = 12 * 3_600_000;
/** Offsets can put two clocks more than a day apart. */
const MAX_NIGHTS = 2;

/**
 * Reads a time that follows another one in a sequence. A clock time without a day has the day of the time before it, or
 * the next day where midnight lies between: 00:10 after 23:50.
 * @param read reads it with a day for a clock time that has none
 * @param day where nothing comes before it
 * @throws EnvironmentFault as `read`
 */
export function followingTime<T extends Pick<TypedTime, "at" | "dated" | "day">>(
  read: (day: string | null) => T,
  day: string | null,
  before: Pick<TypedTime, "at" | "day"> | null,
): T {
  let ownDay = before?.day ?? day;
  let time = read(ownDay);
  const earlier = before === null ? undefined : parseTime(before.at)?.from;
  for (let night = 0; night < MAX_NIGHTS && !time.dated && ownDay !== null && earlier !== undefined; night++) {
    const from = parseTime(time.at)?.from ?? Number.POSITIVE_INFINITY;
    if (earlier - from < MIN_STEP_BACK_MS) break;
    ownDay = otherDay(ownDay, 1);
    time = read(ownDay);
  }
  return time;
}

/** Another day, `YYYY-MM-DD`. */
export function otherDay(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** @throws EnvironmentFault if the first is after the second */
export function toRange(from: string, to: string): Time {
  const [start, end] = [parseTime(from), parseTime(to)];
  if (start && end && start.from > end.to)
    throw new EnvironmentFault(`Expected a range from early to late, found ${from} to ${to}`);
  return [from, to];
}

/** Whether a zone is a valid IANA name or offset. */
export function isZone(zone: string): boolean {
  if (/^[+-]/.test(zone)) return OFFSET.test(zone);
  // Temporal would also accept a complete time and use its zone.
  if (!/^[A-Za-z][\w+/-]*$/.test(zone)) return false;
  try {
    Temporal.PlainDateTime.from("2026-01-01T00:00:00").toZonedDateTime(zone);
    return true;
  } catch {
    return false;
  }
}

/** The zone as a document's field `zone` has it: an IANA name that is not UTC; null for others. */
export function zoneField(zone: string | null): string | null {
  return zone === null || /^[+-]/.test(zone) || NAMES_OF_UTC.test(zone) ? null : zone;
}

/** The day in a zone at an instant, `YYYY-MM-DD`. `ms` is milliseconds since the epoch. */
export function dayInZone(ms: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate().toString();
}

interface FoundTime extends Omit<TypedTime, "words"> {
  end: number;
}

function timeAt(text: string, { day, zone }: TimeDefaults): FoundTime {
  const read = readTime(text, { day, zone: zone === null ? null : zoneOf(zone) });
  if (read.text === "" || read.from > 0) throw unreadable(text);
  const { at, why, approximate, to } = read;
  if (why === NO_ZONE)
    throw new EnvironmentFault(
      `Expected a time with an offset, found ${JSON.stringify(read.text)}: add Z or +01:00, or say with --zone whose clock it is`,
    );
  if (read.zone !== null && isInexact(read.zone)) throw inexactZone(read, read.zone);
  if (at === null || why !== null) throw unclear(text, read, day, zone);
  if (Array.isArray(at) && RANGE_OR_OFFSET.test(read.text) && at[0]?.slice(0, 10) !== at[1]?.slice(0, 10))
    throw faultWithHint(
      `Expected an exact time, found ${JSON.stringify(read.text)}`,
      `it can be a range past midnight or the offset of one time; write ${read.text.replace("-", " to ")}, or the day and the time with its offset such as 2026-03-14T21:00:00-04:00`,
    );
  if (/^[^\s/:,;)\]–—-]|^-\S/.test(text.slice(to))) throw unreadable(text);
  return { at, approximate, dated: read.dated, day: read.day, end: to };
}

function zoneOf(zone: string): Zone {
  const [, sign, hours, minutes = "00"] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  return { name: zone, readings: [sign === undefined ? zone : `${sign}${hours}:${minutes}`] };
}

/** With a hyphen the end of a range can be the offset of one time: `21:00-04:00`. */
const RANGE_OR_OFFSET = /\d:\d\d-(?:0\d|1[0-4]):(?:00|30|45)$/;

/** The text after a time, without the separator. */
function wordsIn(text: string, end: number): string {
  return text
    .slice(end)
    .replace(/^[:,;)\]]?(?:\s+[–—-]+(?=\s(?!\d{1,2}[:.]\d\d)))?/, "")
    .trim();
}

function isInexact({ name, readings, stated }: Zone): boolean {
  if (stated) return false;
  return readings.length !== 1 || (/^[A-Za-z]{1,5}$/.test(name) && !EXACT_ZONE_NAMES.includes(name));
}

function inexactZone({ at, text }: ReadTime, { name, readings }: Zone): EnvironmentFault {
  if (readings.length === 0) return new EnvironmentFault(`Expected an offset from -14:00 to +14:00, found ${name}`);
  const instants = [at ?? []].flat().filter((one) => one.length > 10);
  const iana = readings.find((reading) => reading.includes("/")) ?? "Europe/Berlin";
  return new EnvironmentFault(
    `Expected UTC, Z or an offset, found the zone ${name} in ${JSON.stringify(text)}, which is not exact: write ${
      instants.length > 0 ? instants.join(" or ") : "an offset such as +01:00"
    }, or leave it out and say --zone ${iana}`,
  );
}

function unclear(text: string, read: ReadTime, day: string | null, zone: string | null): EnvironmentFault {
  const found = JSON.stringify(read.text);
  if (day === null && !read.dated)
    return new EnvironmentFault(
      `Expected a day before the clock time, found ${found}: write the day too, such as 2026-03-14 ${read.text}`,
    );
  if (/midnight/i.test(read.text))
    return new EnvironmentFault("Midnight is the start or the end of a day: write 00:00 with its day");
  const clock = read.clock?.slice(0, 5);
  const isLocal = read.zone === null && zone !== null && clock !== undefined && read.day !== null;
  if (isLocal && Array.isArray(read.at)) return clockChange(read.day ?? "", clock, zone, read.text);
  const written = explainMoment(text.slice(0, read.to));
  if (/a day that exists/.test(written.message)) return faultWithHint(written.message, written.hint);
  return faultWithHint(
    `Expected an exact time, found ${found}`,
    `${read.why ?? "It can mean several"}; write it such as 2026-03-14 21:00 or 2026-03-14T21:00:00Z`,
  );
}

/** The error for a clock time that daylight saving time repeats or skips on a day. */
function clockChange(day: string, clock: string, zone: string, text: string): EnvironmentFault {
  const plain = Temporal.PlainDateTime.from(`${day}T${clock}`);
  const first = plain.toZonedDateTime(zone, { disambiguation: "earlier" });
  const second = plain.toZonedDateTime(zone, { disambiguation: "later" });
  const on = `${clock} on ${day}`;
  if (first.toPlainDateTime().equals(plain))
    return new EnvironmentFault(
      `The clocks of ${zone} showed ${on} twice: write ${text}${first.offset} or ${text}${second.offset}`,
    );
  return new EnvironmentFault(
    `The clocks of ${zone} never showed ${on}: they went from ${first.offset} to ${second.offset} then; write the time with its offset`,
  );
}

function unreadable(text: string): EnvironmentFault {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})(?!\d)/.exec(text) ?? [];
  if (Number(hour) > 23 || Number(minute) > 59)
    return new EnvironmentFault(`Expected a clock time from 00:00 to 23:59, found ${JSON.stringify(text)}`);
  if (hour !== undefined) {
    const clock = `${hour}:${minute}`;
    return new EnvironmentFault(
      `Expected a time and a space behind it, found ${JSON.stringify(text)}: write ${clock} and what happened, or the day and the time with its offset such as 2026-03-14T21:00:00-04:00`,
    );
  }
  const clock = /^([01]?\d|2[0-3])[.,h ]([0-5]\d)(?![\d.,])/.exec(text);
  const form = clock
    ? `${clock[1]}:${clock[2]}`
    : "a clock time such as 10:02, or a day and one such as 2026-03-14 10:02";
  return faultWithHint(`Expected a time, found ${JSON.stringify(text)}`, `write ${form}`);
}
