import { type Clock, clockAt, hoursOf } from "./clocks.js";
import { dayAt, type WrittenDay } from "./days.js";
import { exec, UTC, type Zone, zoneAt } from "./zones.js";

/** One point in time as written: a day, a clock time, or both. */
export interface Point {
  day?: WrittenDay;
  clock?: Clock;
  zone?: Zone;
  approximate: boolean;
  /** The day is after the clock time, so it also applies to an earlier clock time: "14:02–14:10, 8 June". */
  dayLast?: boolean;
  end: number;
}

/** A time as written: one point, or the first and the last of a range. */
export interface Stamp {
  first: Point;
  last?: Point;
  approximate: boolean;
  /** Why the clock time is unknown although it is written. */
  unclear?: string;
  end: number;
}

const DAY_MINUTES = 24 * 60;
/** `+02` directly after a clock time. */
const HOURS_OFFSET = /\+(?:0\d|1[0-4])(?![\d:.])/y;
const ABOUT = /(?:(?:~|≈|∼|±|c\.|ca\.|circa\s|approx(?:imately|\.)?\s?|around\s|about\s|roughly\s)\s?)?/iy;
const DAY_THEN_CLOCK =
  /(?:T(?=\d)|\s?(?:,|:|@|\||\(|–|—|-|\/|at\b|around\b|about\b|approx\.?|circa\b|ca?\.|from\b|~|≈)\s?|\s){1,4}/iy;
const CLOCK_THEN_DAY = /,?\s{1,2}(?:\(|\[|on\s(?:the\s)?)?/iy;
const SEPARATOR = /\s{0,2}(?:-{1,3}>?|–|—|→|⟶|\.\.\.?|…|to\b|until\b|till\b|and\b|through\b)\s{0,2}/iy;
const BETWEEN = /(?:(?:between|from)\s)?/iy;
const LOOSE_END = /\s?(?:\+(?!\d)|~(?!\d)|\(?(?:approx(?:imately|\.)?|est(?:imated|\.))\)?(?![A-Za-z]))/iy;

/** The time at offset `at` of a text; undefined if there is none. */
export function stampAt(text: string, at: number): Stamp | undefined {
  const between = exec(BETWEEN, text, at)?.[0].length ?? 0;
  const first = pointAt(text, at + between);
  if (!first) return undefined;
  const last = lastPoint(text, first);
  const end = (last ?? first).end;
  const loose = exec(LOOSE_END, text, end);
  const approximate = first.approximate || last?.approximate === true || loose !== null;
  const unclear = last && isRangeOrOffset(text, first, last);
  return {
    first,
    ...(last ? { last } : {}),
    ...(unclear ? { unclear: "The text can give a range or the offset of one time" } : {}),
    approximate,
    end: end + (loose?.[0].length ?? 0),
  };
}

/** Whether a time is ambiguous: `2026-07-01 21:49-03:00` is a range past midnight, or a time at the offset -03:00. */
function isRangeOrOffset(text: string, first: Point, last: Point): boolean {
  if (!first.day || !first.clock || first.zone || !last.clock || last.day || last.zone) return false;
  const isTight = /\d-(?:0[1-9]|1[0-2]):(?:00|30)$/.test(text.slice(first.end - 1, last.end));
  return isTight && minutesOf(last.clock) < minutesOf(first.clock);
}

function minutesOf(clock: Clock): number {
  return (hoursOf(clock, false)[0] ?? 0) * 60 + clock.minute;
}

function lastPoint(text: string, first: Point): Point | undefined {
  const separator = exec(SEPARATOR, text, first.end);
  const last = separator && pointAt(text, first.end + separator[0].length);
  if (!last || (first.clock === undefined) !== (last.clock === undefined)) return undefined;
  return first.clock === undefined && last.day?.shift !== undefined ? undefined : last;
}

function pointAt(text: string, start: number): Point | undefined {
  const about = exec(ABOUT, text, start)?.[0].length ?? 0;
  const at = start + about;
  const day = dayAt(text, at);
  if (day) {
    const join = exec(DAY_THEN_CLOCK, text, day.end);
    const isSpace = join?.[0] === " ";
    const clock =
      join &&
      (clockWithZone(text, day.end + join[0].length, true, join[0] === "T" || isSpace) ??
        (isSpace && day.written.year !== undefined ? fourDigits(text, day.end + 1) : undefined));
    if (clock) {
      const year = day.written.year === undefined ? yearBehind(text, clock.end) : undefined;
      return {
        day: year === undefined ? day.written : { ...day.written, year: Number(year) },
        ...clock,
        approximate: about > 0 || /[~≈]|a[bpr]|circa|ca?\./i.test(join[0]),
        end: clock.end + (year === undefined ? 0 : 5),
      };
    }
    const { month, shift, either, why } = day.written;
    const isWeekdayAlone = month === undefined && shift === undefined && either === undefined && why === undefined;
    if (isWeekdayAlone) return undefined;
    return isBounded(text, day.end)
      ? { day: day.written, approximate: about > 0 || day.written.loose === true, end: day.end }
      : undefined;
  }
  const clock = clockWithZone(text, at, false, false);
  if (!clock) return undefined;
  const join = exec(CLOCK_THEN_DAY, text, clock.end);
  const later = join && dayAt(text, clock.end + join[0].length);
  if (!join || !later || later.written.why !== undefined || !isDayBehind(text, join[0], later))
    return { ...clock, approximate: about > 0 };
  const closes = /[([]/.test(join[0]) && /[)\]]/.test(text[later.end] ?? "") ? 1 : 0;
  return { ...clock, day: later.written, dayLast: true, approximate: about > 0, end: later.end + closes };
}

/** A clock time without a sign behind a whole date, ended by a colon: `2022-02-02 1625: mail arrives`. */
function fourDigits(text: string, at: number): ClockRead | undefined {
  const match = exec(/([01]\d|2[0-3])([0-5]\d)(?=:\s)/y, text, at);
  const found = match && clockAt(`${match[1]}:${match[2]}`, 0);
  return found ? { clock: found.clock, end: at + match[0].length } : undefined;
}

/** The year at the end, as the command `date` prints it: `Tue Jun 8 14:02:03 UTC 2021`. */
function yearBehind(text: string, end: number): string | undefined {
  const hasSeconds = /:\d\d:\d\d(?:\s[A-Z]{1,4})?$/.test(text.slice(Math.max(0, end - 14), end));
  return hasSeconds ? exec(/\s((?:19|20)\d\d)(?!\d|[-:/.]\d)/y, text, end)?.[1] : undefined;
}

/** Whether a day after a clock time belongs to it; in "10:02 May 3 hosts fail" it does not. */
function isDayBehind(text: string, join: string, { written, end }: { written: WrittenDay; end: number }): boolean {
  const isMarked = written.year !== undefined || written.shift !== undefined || /[,([]|on\b/.test(join);
  return isMarked || !/^\s{1,2}[\p{L}\p{N}]/u.test(text.slice(end, end + 3));
}

/**
 * A clock time and the zone after it. `-07:00` is an offset only in machine formats (after `T`, or with a day and
 * seconds); otherwise it ends a range, as in `07:52-08:44`.
 */
function clockWithZone(text: string, at: number, dated: boolean, joined: boolean): ClockRead | undefined {
  const found = clockAt(text, at);
  if (!found) return undefined;
  const { clock, end } = found;
  const own = zoneBehind(text, at, found, joined);
  if (!own && clock.weak && !dated) return undefined;
  if (!own && !isBounded(text, end)) return undefined;
  const read: ClockRead = own ? { clock, ...own } : { clock, end };
  const other = otherClock(text, read.end);
  return other ? { clock, zone: zoneOfBoth(read, other), end: other.end } : read;
}

interface ClockRead {
  clock: Clock;
  zone?: Zone;
  end: number;
}

function zoneBehind(
  text: string,
  at: number,
  { clock, end }: { clock: Clock; end: number },
  joined: boolean,
): { zone: Zone; end: number } | undefined {
  const hours = exec(HOURS_OFFSET, text, end);
  if (hours) return { zone: { name: hours[0], readings: [`${hours[0]}:00`] }, end: end + hours[0].length };
  const gap = exec(/\s?[([]?/y, text, end)?.[0] ?? "";
  const next = end + gap.length;
  const isMinus = /[-−–]/.test(text[next] ?? "");
  const machine = joined && (text[at - 1] === "T" || clock.fraction !== "" || /:\d\d:\d\d$/.test(text.slice(at, end)));
  const isOffset = !isMinus || machine || (gap === " " && /^.\d{4}(?!\d)/.test(text.slice(next, next + 6)));
  const found = isOffset ? zoneAt(text, next) : undefined;
  if (!found) return undefined;
  const zone = utcOrOffset(text, clock, next, found);
  const closes = /[([]/.test(gap) && /[)\]]/.test(text[zone.end] ?? "") ? 1 : 0;
  return { zone: zone.zone, end: zone.end + closes };
}

/** `14:02 UTC-14:30 UTC` is a range; `05:02 UTC-07:00` can be one or an offset; in `14:02 UTC-07:00` the second time is earlier, so it is an offset. */
function utcOrOffset(text: string, clock: Clock, at: number, found: { zone: Zone; end: number }) {
  const [, hours, minutes] = /^(?:UTC|GMT)-(\d\d):(\d\d)$/i.exec(text.slice(at, found.end)) ?? [];
  if (hours === undefined) return found;
  if (/^\s?(?:UTC|GMT|Z)\b/i.test(text.slice(found.end, found.end + 5))) return { zone: UTC, end: at + 3 };
  const isRising = Number(hours) * 60 + Number(minutes) > minutesOf(clock);
  const { name, readings } = found.zone;
  return isRising ? { ...found, zone: { name, readings: [...readings, ...UTC.readings] } } : found;
}

/** The same moment in a second zone: `19:02 (17:02 UTC)`, `19:02 CEST / 17:02 UTC`. It needs a zone with one fixed offset. */
function otherClock(text: string, from: number): { clock: Clock; offset: string; end: number } | undefined {
  const opening = exec(/\s?(?:[([]\s?|\/\s?|=\s?)/y, text, from)?.[0];
  const found = opening === undefined ? undefined : clockAt(text, from + opening.length);
  const zone = found && zoneBehind(text, from + (opening?.length ?? 0), found, false);
  const [offset, more] = zone?.zone.readings ?? [];
  if (!found || !zone || offset === undefined || more !== undefined || !/^(?:UTC$|[+-])/.test(offset)) return undefined;
  const closes = /[([]/.test(opening ?? "") ? 1 : 0;
  if (closes > 0 && !/[)\]]/.test(text[zone.end] ?? "")) return undefined;
  return { clock: found.clock, offset, end: zone.end + closes };
}

/** The zone of a clock time, with the offsets at which a second clock time is the same moment. */
function zoneOfBoth({ clock, zone }: ClockRead, other: { clock: Clock; offset: string }): Zone {
  const [, sign = "+", hours = "0", minutes = "0"] = /^([+-])(\d\d):(\d\d)$/.exec(other.offset) ?? [];
  const base = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  const shift = minutesOf(clock) - minutesOf(other.clock) + base;
  const offsets = [shift - DAY_MINUTES, shift, shift + DAY_MINUTES].filter((one) => one >= -12 * 60 && one <= 14 * 60);
  const stated = offsets.filter((one) => one % 15 === 0).map(offsetText);
  return zone ? { ...zone, stated } : { name: "both clocks", readings: stated };
}

function offsetText(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? "-" : "+"}${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
}

/** Whether a time can end here: `14:02x` and `2021-06-08-name` are not times. */
function isBounded(text: string, end: number): boolean {
  return (
    !/^(?:[\p{L}\p{N}]|[-+/._][\p{L}\p{N}]|%)/u.test(text.slice(end, end + 3)) ||
    exec(SEPARATOR_TIGHT, text, end) !== null
  );
}

const SEPARATOR_TIGHT = /[-/](?=\d{1,2}[:hH]\d\d|\d{4}-\d\d|\d{1,2}\s?[aApP][mM])/y;
