import { Temporal } from "temporal-polyfill";
import type { Time } from "../../../model/schema-types.js";
import { readTime, type TimeContext } from "../../../parse/times/read-time.js";
import type { TimedRow } from "./row-times.js";

const HOUR = 3600;
/** A clock that falls by so much in an ordered timeline passed midnight. */
const NIGHT = 6 * HOUR;
/** One that falls by less than this stands a little out of order, as rows of one event often do. */
const JITTER = 2 * HOUR;

/**
 * Gives rows without a date of their own the day of the row before, and the next day where the clock passed midnight. A fall between
 * {@link JITTER} and {@link NIGHT} can be either: the time is the range of both. So is any fall in a timeline that may leave out
 * am and pm (no hour over 12, none with a leading zero). A timeline that mostly falls runs backwards, and is read from its end.
 */
export function carryDays(
  rows: readonly TimedRow[],
  start: string | null,
  known: Pick<TimeContext, "zone" | "place" | "orders">,
): TimedRow[] {
  const ordered = isReversed(rows) ? [...rows].reverse() : rows;
  const twelve = rows.some(({ read }) => read.half);
  const sure = twelve || rows.some(({ read }) => /^(?:1[3-9]|2)/.test(read.clock ?? "") || /^0/.test(read.text));
  let day = start;
  let last: number | undefined;
  let heading: string | null | undefined;
  return ordered.map((timed): TimedRow => {
    const { row, near } = timed;
    const at = (context: string | null) => readTime(row.when, { day: context, ...known, twelve });
    if (timed.heading !== heading) {
      heading = timed.heading;
      [day, last] = [heading === undefined ? start : heading, undefined];
    }
    const same = at(timed.read.dated ? near : day);
    const now = secondsOf(same.clock);
    if (same.dated) {
      [day, last] = [same.day, now];
      return { ...timed, read: same };
    }
    const fall = now === undefined || last === undefined ? 0 : last - now;
    if (day === null || fall < JITTER) {
      if (fall <= 0) last = now ?? last;
      if (same.day !== day) [day, last] = [same.day, undefined];
      return { ...timed, read: same };
    }
    const next = Temporal.PlainDate.from(day).add({ days: 1 }).toString();
    if (sure && fall >= NIGHT) {
      const read = at(next);
      [day, last] = [read.day, now];
      return { ...timed, read };
    }
    const why = "The clock goes back: the row may be out of order or of the next day";
    return { ...timed, read: { ...same, at: spanned([same.at, at(next).at]), why } };
  });
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
