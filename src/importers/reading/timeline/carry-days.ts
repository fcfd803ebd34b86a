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
  const ordered = isReversed(rows) ? [...rows].reverse() : rows;
  const twelve = rows.some(({ read }) => read.half);
  const isSure = twelve || rows.some(({ read }) => /^(?:1[3-9]|2)/.test(read.clock ?? "") || /^0/.test(read.text));
  const carrier = new DayCarrier(start, context, { twelve, isSure });
  return ordered.map((timed) => carrier.next(timed));
}

/** Reads rows one after the other, and knows the day that the next one has if it names none. */
class DayCarrier {
  /** The day of the rows at this place; null where it is not known. */
  #day: string | null;
  /** The latest clock on that day, in seconds. */
  #last: number | undefined;
  #dayLine: DayLine | undefined;
  #hasPassedMidnight = false;
  /** The last row whose time is certain. */
  #lastRead: TimedRow | undefined;
  /** A row that lasts past midnight: the row behind it may have begun before that. */
  #overnight: { day: string; from: number | undefined } | undefined;

  constructor(
    private readonly start: string | null,
    private readonly context: CarryContext,
    private readonly clocks: { twelve: boolean; isSure: boolean },
  ) {
    this.#day = context.dayForAll ?? start;
  }

  next(timed: TimedRow): TimedRow {
    if (timed.dayLine !== this.#dayLine) this.#startBelow(timed.dayLine);
    const same = this.#on(timed.read.dated ? timed.near : this.#day, timed);
    const now = secondsOf(same.clock);
    if (same.dated) {
      this.#overnight = undefined;
      if (!this.#isOneDay()) [this.#day, this.#last] = [same.day, now];
      return this.#certain(timed, same);
    }
    if (this.#day === null && this.#dayLine?.day === null)
      return unsure(
        timed,
        same,
        same.at,
        `The line above gives no day that can be read: ${shortened(this.#dayLine.source)}`,
      );
    if (
      this.#day !== null &&
      this.#lastRead &&
      isOtherZone(this.#lastRead, { ...timed, read: same }, this.context.zone)
    )
      return this.#inOtherZone(timed, same, this.#day, this.#lastRead);
    if (this.#overnight !== undefined && now !== undefined && now >= (this.#overnight.from ?? 0)) {
      const why = "The row above lasts past midnight: this one may be of the day on which that began or of the next";
      return unsure(timed, same, spanned([this.#on(this.#overnight.day, timed).at, same.at]), why);
    }
    this.#overnight = undefined;
    const fall = now === undefined || this.#last === undefined ? 0 : this.#last - now;
    if (this.#day !== null && this.#hasPassedMidnight && fall <= JITTER - DAY) {
      const before = this.#on(daysAfter(this.#day, -1), timed);
      const why = "The clock is just before midnight: the row may be of the day before";
      return unsure(timed, same, spanned([before.at, same.at]), why);
    }
    return this.#day === null || fall < JITTER
      ? this.#onSameDay(timed, same, now, fall)
      : this.#behindFall(timed, same, this.#day, now, fall);
  }

  #startBelow(dayLine: DayLine | undefined): void {
    this.#dayLine = dayLine;
    [this.#hasPassedMidnight, this.#lastRead, this.#overnight] = [false, undefined, undefined];
    this.#last = undefined;
    this.#day = dayLine === undefined ? (this.context.dayForAll ?? this.start) : dayLine.day;
  }

  #inOtherZone(timed: TimedRow, same: ReadTime, day: string, before: TimedRow): TimedRow {
    const readings = [-1, 0, 1].map((days) => this.#on(daysAfter(day, days), timed));
    const found = closestBehind(before.read, readings);
    if (found) {
      [this.#day, this.#last] = [found.day, secondsOf(found.clock)];
      return this.#certain(timed, found);
    }
    const why = "The zone changes: the row may be of the same day or of another";
    return unsure(timed, same, spanned(readings.map(({ at }) => at)), why);
  }

  #onSameDay(timed: TimedRow, same: ReadTime, now: number | undefined, fall: number): TimedRow {
    if (fall <= 0) this.#last = now ?? this.#last;
    if (same.day !== this.#day) {
      this.#overnight = this.#day === null ? undefined : { day: this.#day, from: now };
      [this.#day, this.#last] = [same.day, undefined];
    }
    return this.#certain(timed, same);
  }

  #behindFall(timed: TimedRow, same: ReadTime, day: string, now: number | undefined, fall: number): TimedRow {
    const nextDay = this.#on(daysAfter(day, 1), timed);
    if (this.clocks.isSure && fall >= NIGHT && !this.#isOneDay()) {
      [this.#day, this.#last, this.#hasPassedMidnight] = [nextDay.day, now, true];
      return this.#certain(timed, nextDay);
    }
    const why = this.#isOneDay()
      ? "The clock goes back although the text states one day for all"
      : "The clock goes back: the row may be out of order or of the next day";
    return unsure(timed, same, spanned([same.at, nextDay.at]), why);
  }

  /** Whether the text states one day for all events, and no line above this row another. */
  #isOneDay(): boolean {
    return this.context.dayForAll !== null && this.#dayLine === undefined;
  }

  #on(day: string | null, { row, zone }: TimedRow): ReadTime {
    const { dayForAll: _, ...around } = this.context;
    return readTime(row.when, { ...around, day, zone: zone ?? around.zone, twelve: this.clocks.twelve });
  }

  #certain(timed: TimedRow, read: ReadTime): TimedRow {
    this.#lastRead = { ...timed, read };
    return this.#lastRead;
  }
}

function unsure(timed: TimedRow, read: ReadTime, at: Time | null, why: string): TimedRow {
  return { ...timed, read: { ...read, at, why } };
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
