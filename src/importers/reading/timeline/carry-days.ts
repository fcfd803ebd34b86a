import { Temporal } from "temporal-polyfill";
import type { Time } from "../../../model/schema-types.js";
import { parseMoment } from "../../../model/values/time.js";
import { type ReadTime, readTime, type TimeContext } from "../../../parse/times/read-time.js";
import { zoneNamed } from "../../../parse/times/zones.js";
import type { DayLine, TimedRow } from "./row-times.js";

/** In seconds, as all here. */
const HOUR = 3600;
const DAY = 24 * HOUR;
/** A clock that falls by so much in an ordered timeline passed midnight. */
const NIGHT = 6 * HOUR;
/** One that falls by less is a little out of order, as rows of one event often are. */
const JITTER = 2 * HOUR;

/** What holds for all rows. */
interface CarryContext extends Pick<TimeContext, "zone" | "place" | "orders"> {
  /** The day that a sentence states for all events: rows without a date have it, and not that of the row before. */
  dayForAll: string | null;
}

/**
 * Gives rows without a date of their own the day of the row before, and the next day where the clock passed midnight. A fall between
 * {@link JITTER} and {@link NIGHT} can be either: the time is the range of both. So is any fall in a timeline that may leave out
 * am and pm (no hour over 12, none with a leading zero). A timeline that mostly falls runs backwards, and is read from its end.
 */
export function carryDays(rows: readonly TimedRow[], start: string | null, context: CarryContext): TimedRow[] {
  const { dayForAll, ...around } = context;
  const ordered = isReversed(rows) ? [...rows].reverse() : rows;
  const twelve = rows.some(({ read }) => read.half);
  const sure = twelve || rows.some(({ read }) => /^(?:1[3-9]|2)/.test(read.clock ?? "") || /^0/.test(read.text));
  let day = dayForAll ?? start;
  let last: number | undefined;
  let dayLine: DayLine | undefined;
  let hasPassedMidnight = false;
  let lastRead: TimedRow | undefined;
  /** A row that lasts past midnight: the row behind it may have begun before that. */
  let overnight: { day: string; from: number | undefined } | undefined;
  return ordered.map((timed): TimedRow => {
    const { row, near } = timed;
    const at = (day: string | null) => readTime(row.when, { ...around, day, zone: timed.zone ?? around.zone, twelve });
    if (timed.dayLine !== dayLine) {
      dayLine = timed.dayLine;
      [hasPassedMidnight, lastRead, overnight] = [false, undefined, undefined];
      [day, last] = [dayLine === undefined ? (dayForAll ?? start) : dayLine.day, undefined];
    }
    const same = at(timed.read.dated ? near : day);
    const now = secondsOf(same.clock);
    if (same.dated) {
      overnight = undefined;
      if (dayForAll === null || dayLine !== undefined) [day, last] = [same.day, now];
      lastRead = { ...timed, read: same };
      return lastRead;
    }
    if (day === null && dayLine?.day === null)
      return {
        ...timed,
        read: { ...same, why: `The line above gives no day that can be read: ${shortened(dayLine.source)}` },
      };
    if (day !== null && lastRead && isOtherZone(lastRead, { ...timed, read: same }, around.zone)) {
      const found = closestBehind(
        lastRead.read,
        [-1, 0, 1].map((days) => at(daysAfter(day ?? "", days))),
      );
      if (found) {
        [day, last, lastRead] = [found.day, secondsOf(found.clock), { ...timed, read: found }];
        return { ...timed, read: found };
      }
      const why = "The zone changes: the row may be of the same day or of another";
      return {
        ...timed,
        read: { ...same, at: spanned([-1, 0, 1].map((days) => at(daysAfter(day ?? "", days)).at)), why },
      };
    }
    if (overnight !== undefined && now !== undefined && now >= (overnight.from ?? 0)) {
      const why = "The row above lasts past midnight: this one may be of the day on which that began or of the next";
      return { ...timed, read: { ...same, at: spanned([at(overnight.day).at, same.at]), why } };
    }
    overnight = undefined;
    const fall = now === undefined || last === undefined ? 0 : last - now;
    if (day !== null && hasPassedMidnight && fall <= JITTER - DAY) {
      const before = daysAfter(day, -1);
      const why = "The clock is just before midnight: the row may be of the day before";
      return { ...timed, read: { ...same, at: spanned([at(before).at, same.at]), why } };
    }
    if (day === null || fall < JITTER) {
      if (fall <= 0) last = now ?? last;
      if (same.day !== day) {
        overnight = day === null ? undefined : { day, from: now };
        [day, last] = [same.day, undefined];
      }
      lastRead = { ...timed, read: same };
      return lastRead;
    }
    const next = daysAfter(day, 1);
    const isOneDay = dayForAll !== null && dayLine === undefined;
    if (sure && fall >= NIGHT && !isOneDay) {
      const read = at(next);
      [day, last, hasPassedMidnight] = [read.day, now, true];
      lastRead = { ...timed, read };
      return lastRead;
    }
    const why = isOneDay
      ? "The clock goes back although the text states one day for all"
      : "The clock goes back: the row may be out of order or of the next day";
    return { ...timed, read: { ...same, at: spanned([same.at, at(next).at]), why } };
  });
}

/** In seconds: a row in another zone is so far behind the row before it, or a little out of order. */
const MAX_STEP = 12 * HOUR;

/** The one of some readings of a row that follows an earlier row closely; undefined where none does. */
function closestBehind(last: ReadTime, readings: readonly ReadTime[]): ReadTime | undefined {
  const from = instantOf(last);
  return readings.find((read) => {
    const step = (instantOf(read) - from) / 1000;
    return step >= -JITTER && step < MAX_STEP;
  });
}

/** In milliseconds since the epoch; not a number for anything but an instant. */
function instantOf({ at }: ReadTime): number {
  return typeof at === "string" && at.length > 10 ? (parseMoment(at)?.from ?? Number.NaN) : Number.NaN;
}

/** Whether two rows have exact times on clocks of different zones, which cannot be compared. */
function isOtherZone(a: TimedRow, b: TimedRow, context: TimeContext["zone"]): boolean {
  const areExact = !Number.isNaN(instantOf(a.read)) && !Number.isNaN(instantOf(b.read));
  return areExact && zoneKey(a, context) !== zoneKey(b, context);
}

/** What tells the zones of two clocks apart. */
function zoneKey({ read, zone }: TimedRow, context: TimeContext["zone"]): string {
  const own = read.zone ?? zone ?? (typeof context === "string" ? (zoneNamed(context) ?? null) : context);
  return own?.readings.join() ?? "";
}

function daysAfter(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

function shortened(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 39)}…` : text);
}

/** Whether most rows are earlier than the one before, by their days and clocks; times of a whole day say nothing. */
function isReversed(rows: readonly TimedRow[]): boolean {
  const order = rows.flatMap(({ read, near }) => {
    const day = read.day ?? near;
    return read.clock === null
      ? []
      : [Date.parse(`${day ?? "2000-01-01"}T00:00:00Z`) / 1000 + (secondsOf(read.clock) ?? 0)];
  });
  const steps = order.slice(1).map((at, index) => Math.sign(at - (order[index] ?? at)));
  const falls = steps.filter((step) => step < 0).length;
  return falls >= 3 && falls > 2 * steps.filter((step) => step > 0).length;
}

function secondsOf(clock: string | null): number | undefined {
  const [hours = Number.NaN, minutes = 0, seconds = 0] = (clock ?? "").split(":").map(Number);
  return clock === null ? undefined : hours * HOUR + minutes * 60 + seconds;
}

/** The range from the earliest to the latest of some times. */
function spanned(times: readonly (Time | null)[]): Time | null {
  const [first] = times;
  const last = times.at(-1);
  if (!first || !last) return null;
  const from = typeof first === "string" ? first : first[0];
  const to = typeof last === "string" ? last : last[1];
  return from === to ? from : [from, to];
}
