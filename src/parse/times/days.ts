import { Temporal } from "temporal-polyfill";
import { alternatives, MONTHS, WEEKDAYS } from "./calendar-names.js";
import type { DateOrders } from "./date-order.js";
import { exec } from "./zones.js";

/** The parts of a day that a text gives. `loose` marks "early", "mid" or "late" before a month. */
export interface WrittenDay {
  year?: number;
  month?: number;
  day?: number;
  /** 1 for Monday to 7 for Sunday. */
  weekday?: number;
  /** Days after the context's day: "the next day" is 1. */
  shift?: number;
  /** Day and month in unknown order, which only the document's other dates can show. */
  either?: readonly [number, number];
  /** Why the day is unknown although the text looks like a date. */
  why?: string;
  loose?: boolean;
  /** A last day in the same month: "June 8–9, 2021". */
  lastDay?: number;
}

/** The first and the last day of a range: `YYYY-MM-DD` or `YYYY-MM`. */
interface Days {
  first: string;
  last: string;
}

/** A date at most this far from the context's day is in the same year; further away, two years would be possible. */
const MAX_DAYS_IN_SAME_YEAR = 183;
const MIN_DAYS_IN_NEXT_YEAR = 300;

const MONTH = `(${alternatives(MONTHS)})(?!\\p{L})\\.?`;
const WEEKDAY = `(?:(${alternatives(WEEKDAYS)})(?!\\p{L})[.,]{0,2}\\s{0,2}(?:the\\s)?)?`;
const DAY = "(\\d{1,2})(?:st|nd|rd|th|er|º|ª)?";
const YEAR = "((?:19|20)\\d\\d)(?!\\d|:\\d)(?!\\s?(?:UTC|GMT|Z\\b))";
const TO = "\\s{0,2}(?:-|–|—|to|and|through)\\s{0,2}";

const ISO = /((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/y;
const MONTH_FIRST = new RegExp(
  `${MONTH}\\s{0,2}${DAY}(?:${TO}${DAY})?(?!\\d|:\\d)(?:(?:,\\s{0,2}|\\s{1,3})${YEAR})?`,
  "iuy",
);
const DAY_FIRST = new RegExp(
  `${DAY}(?:${TO}${DAY})?(?:\\.?\\s{0,2}(?:of\\s|de\\s)?|-|/)${MONTH}(?:(?:,\\s{0,2}|\\s{1,3}(?:del?\\s)?|-|/|)${YEAR})?`,
  "iuy",
);
const MONTH_ONLY = new RegExp(`(?:(early|mid|late)[\\s-])?${MONTH}(?:,\\s{0,2}|\\s{1,3}(?:de\\s)?)${YEAR}`, "iuy");
const NUMERIC = /(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d|:\d)/y;
/** A month and a day, or a day and a month, before a clock: `03-20 16:46`, `3/20 4:46pm`, `20.03. 16:46`. */
const NO_YEAR = /(\d{1,2})(?:([-/])(\d{1,2})|(\.)(\d{1,2})\.)(?=[\s,]{1,2}(?:at\s)?\d{1,2}(?::\d\d|\s?[ap]\.?m\b))/iy;
const MONTH_NUMBER = /((?:19|20)\d\d)-(0[1-9]|1[0-2])(?!\d|[:-]\d)/y;
const YEAR_FIRST = new RegExp(`((?:19|20)\\d\\d)[\\s-]${MONTH}[\\s-]${DAY}(?!\\d|:\\d)`, "iuy");
const HAN = /((?:19|20)\d\d)\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日/y;
const WEEKDAY_BEFORE = new RegExp(WEEKDAY, "iuy");
const WEEKDAY_BEHIND = new RegExp(`,?\\s?[([]?(${alternatives(WEEKDAYS)})(?!\\p{L})\\.?[)\\]]?`, "iuy");
const WEEKDAY_ALONE = new RegExp(
  `(${alternatives(WEEKDAYS)})(?!\\p{L})[.,]?(?=\\s{1,2}(?:at\\s)?[~]?\\d{1,2}[:.apAP])`,
  "iuy",
);
const NEXT = /(?:the\s)?(?:next|following)\s(?:day|morning)\b/iy;
const SAME = /(?:the\s)?same\sday\b/iy;
const PREVIOUS = /(?:the\s)?(?:previous|prev\.?|preceding)\s(?:day|night|evening)\b/iy;

/**
 * The day at offset `at` of a text, with a weekday before or after it, and where it ends; undefined if nothing there
 * looks like a day.
 */
export function dayAt(text: string, at: number): { written: WrittenDay; end: number } | undefined {
  const before = exec(WEEKDAY_BEFORE, text, at);
  const name = before?.[1];
  const date = dateAt(text, at + (name === undefined ? 0 : (before?.[0].length ?? 0)));
  if (date && date.written.shift === undefined) {
    const behind = name === undefined ? exec(WEEKDAY_BEHIND, text, date.end) : null;
    const weekday = WEEKDAYS.get((name ?? behind?.[1] ?? "").toLowerCase());
    return {
      written: weekday === undefined ? date.written : { ...date.written, weekday },
      end: date.end + (behind?.[0].length ?? 0),
    };
  }
  if (date && name === undefined) return date;
  const alone = exec(WEEKDAY_ALONE, text, at);
  return alone
    ? { written: { weekday: WEEKDAYS.get(alone[1]?.toLowerCase() ?? "") ?? 0 }, end: at + alone[0].length }
    : undefined;
}

function dateAt(text: string, at: number): { written: WrittenDay; end: number } | undefined {
  const found = (match: RegExpExecArray, written: WrittenDay) => ({ written, end: at + match[0].length });
  const iso = exec(ISO, text, at);
  if (iso) return found(iso, { year: Number(iso[1]), month: Number(iso[3]), day: Number(iso[4]) });
  const han = exec(HAN, text, at);
  if (han) return found(han, { year: Number(han[1]), month: Number(han[2]), day: Number(han[3]) });
  const year = exec(YEAR_FIRST, text, at);
  if (year && !isWord(year[2])) return found(year, named(year[2], year[3], undefined, year[1]));
  const number = exec(MONTH_NUMBER, text, at);
  if (number) return found(number, { year: Number(number[1]), month: Number(number[2]) });
  const first = exec(MONTH_FIRST, text, at);
  if (first && !isWord(first[1])) return found(first, named(first[1], first[2], first[3], first[4]));
  const second = exec(DAY_FIRST, text, at);
  if (second && !isWord(second[3])) return found(second, named(second[3], second[1], second[2], second[4]));
  const only = exec(MONTH_ONLY, text, at);
  if (only && !isWord(only[2])) {
    const written: WrittenDay = { year: Number(only[3]), month: monthOf(only[2]) };
    return found(only, only[1] ? { ...written, loose: true } : written);
  }
  const numeric = exec(NUMERIC, text, at);
  const written = numeric && numericDay(numeric[1], numeric[2], numeric[3], numeric[4]);
  if (written) return found(numeric, written);
  const partial = numeric ? null : exec(NO_YEAR, text, at);
  const yearless = partial && numericDay(partial[1], partial[2] ?? partial[4], partial[3] ?? partial[5]);
  if (yearless) return found(partial, yearless);
  for (const [form, shift] of [
    [NEXT, 1],
    [SAME, 0],
    [PREVIOUS, -1],
  ] as const) {
    const relative = exec(form, text, at);
    if (relative) return found(relative, { shift });
  }
  return undefined;
}

/**
 * The first and the last day that a written day means, `YYYY-MM-DD` or `YYYY-MM`. A missing year is that of the context's
 * day, or the adjacent one around New Year; it is unknown without a context or half a year away from it.
 * @param orders the document's order of day and month in numeric dates, if known
 */
export function resolveDay(written: WrittenDay, context: string | null, orders: DateOrders): Days | { why: string } {
  if (written.why !== undefined) return { why: written.why };
  if (written.either) return eitherDay(written, written.either, context, orders);
  if (written.shift !== undefined) {
    if (context === null) return { why: "The text counts from a day that it does not give" };
    const day = Temporal.PlainDate.from(context).add({ days: written.shift }).toString();
    return { first: day, last: day };
  }
  if (written.month === undefined) return sameWeekday(written.weekday, context);
  const { month, day } = written;
  const year = written.year ?? yearNear(month, day ?? 1, context);
  if (year === undefined) return { why: "The text does not say which year" };
  if (month < 1 || month > 12) return { why: `There is no month ${month}` };
  const monthText = `${year}-${String(month).padStart(2, "0")}`;
  if (day === undefined) return { first: monthText, last: monthText };
  const days = [day, written.lastDay ?? day].map((one) => calendarDay(year, month, one));
  const [first, last] = days;
  if (!first || !last) return { why: `${monthText} has no day ${first ? written.lastDay : day}` };
  if (written.weekday !== undefined && first.dayOfWeek !== written.weekday)
    return { why: `${first.toString()} was not the weekday that the text names` };
  if (Temporal.PlainDate.compare(first, last) > 0) return { why: "The last day is before the first" };
  return { first: first.toString(), last: last.toString() };
}

/** The day of `06-05-2026`, from the document's date order, else from the weekday. */
function eitherDay(
  { either: _, ...rest }: WrittenDay,
  [a, b]: readonly [number, number],
  context: string | null,
  orders: DateOrders,
): Days | { why: string } {
  const order = rest.year === undefined ? orders.withoutYear : orders.withYear;
  const dmy = { ...rest, day: a, month: b };
  const mdy = { ...rest, day: b, month: a };
  if (order !== null) return resolveDay(order === "dmy" ? dmy : mdy, context, orders);
  const [fitting, other] = [dmy, mdy].map((one) => resolveDay(one, context, orders)).filter((one) => "first" in one);
  if (rest.weekday !== undefined && fitting && !other) return fitting;
  return { why: `The text does not say which of ${a} and ${b} is the month` };
}

/** A weekday alone is a known day only if it is the weekday of the context's day. */
function sameWeekday(weekday: number | undefined, context: string | null) {
  return context !== null && Temporal.PlainDate.from(context).dayOfWeek === weekday
    ? { first: context, last: context }
    : { why: "The text names a weekday and not its date" };
}

function calendarDay(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: "reject" });
  } catch {
    return undefined;
  }
}

/** The year in which a date is closest to the context's day; undefined if it is more than about half a year away. */
function yearNear(month: number, day: number, context: string | null): number | undefined {
  if (context === null) return undefined;
  const near = Temporal.PlainDate.from(context);
  const same = calendarDay(near.year, month, Math.min(day, 28));
  const days = same ? near.until(same).days : 0;
  if (Math.abs(days) <= MAX_DAYS_IN_SAME_YEAR) return near.year;
  if (Math.abs(days) < MIN_DAYS_IN_NEXT_YEAR) return undefined;
  return days > 0 ? near.year - 1 : near.year + 1;
}

/**
 * Reads `a/b/year` or `a/b`. Which part is the month is known only if one is over 12 or both are equal; with dots the
 * day is first.
 */
function numericDay(a = "", mark = "", b = "", year?: string): WrittenDay | undefined {
  const [one, two] = [Number(a), Number(b)];
  if (one === 0 || two === 0 || (one > 12 && two > 12) || one > 31 || two > 31) return undefined;
  if (year?.length === 2)
    return mark === "/" || mark === "-"
      ? { why: "The text gives the year in two digits, and does not say which part it is" }
      : undefined;
  if (year === undefined ? mark === "-" && (a.length < 2 || b.length < 2) : !/^(?:19|20)/.test(year)) return undefined;
  const ofYear = year === undefined ? {} : { year: Number(year) };
  if (mark === ".") return two > 12 ? undefined : { ...ofYear, month: two, day: one };
  if (one <= 12 && two <= 12 && one !== two) return { ...ofYear, either: [one, two] };
  const [day, month] = two > 12 ? [two, one] : [one, two];
  return { ...ofYear, month, day };
}

function named(month?: string, day?: string, last?: string, year?: string): WrittenDay {
  return {
    month: monthOf(month),
    day: Number(day),
    ...(year === undefined ? {} : { year: Number(year) }),
    ...(last === undefined ? {} : { lastDay: Number(last) }),
  };
}

function monthOf(name = ""): number {
  return MONTHS.get(name.toLowerCase()) ?? 0;
}

/** "may" and "march" in lower case are words. */
function isWord(month = ""): boolean {
  return /^(?:may|march|mar)$/.test(month);
}
