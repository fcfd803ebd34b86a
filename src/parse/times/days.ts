import { Temporal } from "temporal-polyfill";
import type { DateOrder } from "./date-order.js";
import { exec } from "./zones.js";

/** A day as far as a text gives it. `loose` marks "early", "mid" or "late" before a month. */
export interface WrittenDay {
  year?: number;
  month?: number;
  day?: number;
  /** 1 for Monday to 7 for Sunday. */
  weekday?: number;
  /** Days after the day that the context is at: "the next day" is 1. */
  shift?: number;
  /** A day and a month, or a month and a day: only the custom of the document tells. */
  either?: readonly [number, number];
  /** Why the day is not known although something that looks like a date is there. */
  why?: string;
  loose?: boolean;
  /** A last day in the same month: "June 8–9, 2021". */
  lastDay?: number;
}

const MONTH =
  "(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\b\\.?";
const WEEKDAY =
  "(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:day|s|sday|nesday|r|rs|rsday|urday)?\\b[.,]{0,2}\\s{0,2}(?:the\\s)?)?";
const DAY = "(\\d{1,2})(?:st|nd|rd|th)?";
const YEAR = "((?:19|20)\\d\\d)(?!\\d|:\\d)(?!\\s?(?:UTC|GMT|Z\\b))";
const TO = "\\s{0,2}(?:-|–|—|to|and|through)\\s{0,2}";

const ISO = /((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/y;
const MONTH_FIRST = new RegExp(
  `${WEEKDAY}${MONTH}\\s{0,2}${DAY}(?:${TO}${DAY})?(?!\\d|:\\d)(?:(?:,\\s{0,2}|\\s{1,3})${YEAR})?`,
  "iy",
);
const DAY_FIRST = new RegExp(
  `${WEEKDAY}${DAY}(?:${TO}${DAY})?(?:\\.?\\s{0,2}(?:of\\s)?|-|/)${MONTH}(?:(?:,\\s{0,2}|\\s{1,3}|-|/|)${YEAR})?`,
  "iy",
);
const MONTH_ONLY = new RegExp(`(?:(early|mid|late)[\\s-])?${MONTH}(?:,\\s{0,2}|\\s{1,3})${YEAR}`, "iy");
const NUMERIC = /(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d|:\d)/y;
const MONTH_NUMBER = /((?:19|20)\d\d)-(0[1-9]|1[0-2])(?!\d|[:-]\d)/y;
const YEAR_FIRST = new RegExp(`((?:19|20)\\d\\d)[\\s-]${MONTH}[\\s-]${DAY}(?!\\d|:\\d)`, "iy");
const HAN = /((?:19|20)\d\d)\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日/y;
const WEEKDAY_ALONE =
  /(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:day|s|sday|nesday|r|rs|rsday|urday)?\b[.,]?(?=\s{1,2}(?:at\s)?[~]?\d{1,2}[:.apAP])/iy;
const NEXT = /(?:the\s)?(?:next|following)\s(?:day|morning)\b/iy;
const SAME = /(?:the\s)?same\sday\b/iy;
const PREVIOUS = /(?:the\s)?(?:previous|prev\.?|preceding)\s(?:day|night|evening)\b/iy;

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** The day that a text gives from `at` on, and where it ends; undefined if nothing there looks like a day. */
export function dayAt(text: string, at: number): { written: WrittenDay; end: number } | undefined {
  const found = (match: RegExpExecArray, written: WrittenDay) => ({ written, end: at + match[0].length });
  const iso = exec(ISO, text, at);
  if (iso) return found(iso, { year: Number(iso[1]), month: Number(iso[3]), day: Number(iso[4]) });
  const han = exec(HAN, text, at);
  if (han) return found(han, { year: Number(han[1]), month: Number(han[2]), day: Number(han[3]) });
  const year = exec(YEAR_FIRST, text, at);
  if (year && !isWord(year[2])) return found(year, named(undefined, year[2], year[3], undefined, year[1]));
  const number = exec(MONTH_NUMBER, text, at);
  if (number) return found(number, { year: Number(number[1]), month: Number(number[2]) });
  const first = exec(MONTH_FIRST, text, at);
  if (first && !isWord(first[2])) {
    const [, weekday, month, day, last, year] = first;
    return found(first, named(weekday, month, day, last, year));
  }
  const second = exec(DAY_FIRST, text, at);
  if (second && !isWord(second[4])) {
    const [, weekday, day, last, month, year] = second;
    return found(second, named(weekday, month, day, last, year));
  }
  const only = exec(MONTH_ONLY, text, at);
  if (only && !isWord(only[2])) {
    const written: WrittenDay = { year: Number(only[3]), month: monthOf(only[2]) };
    return found(only, only[1] ? { ...written, loose: true } : written);
  }
  const numeric = exec(NUMERIC, text, at);
  if (numeric) {
    const written = numericDay(numeric);
    if (written) return found(numeric, written);
  }
  for (const [form, shift] of [
    [NEXT, 1],
    [SAME, 0],
    [PREVIOUS, -1],
  ] as const) {
    const relative = exec(form, text, at);
    if (relative) return found(relative, { shift });
  }
  const weekday = exec(WEEKDAY_ALONE, text, at);
  return weekday ? found(weekday, { weekday: weekdayOf(weekday[1]) }) : undefined;
}

/**
 * The first and the last day that a written day means, `YYYY-MM-DD` or `YYYY-MM`. A year that is not written is that of the
 * context's day, or the neighbouring one where December meets January; without a context it is unknown.
 * @param order in which order the document writes day and month in numbers, where that is known
 */
export function resolveDay(
  written: WrittenDay,
  context: string | null,
  order: DateOrder | null,
): { first: string; last: string } | { why: string } {
  if (written.why !== undefined) return { why: written.why };
  if (written.either) {
    const [a, b] = written.either;
    const [day, month] = order === "dmy" ? [a, b] : [b, a];
    if (order !== null) return resolveDay({ year: written.year ?? 0, month, day }, context, order);
    return { why: `The text does not say which of ${a} and ${b} is the month` };
  }
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

/** A weekday alone is known only where it is that of the context's day. */
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

/** A date without its year near a known day: the same year, unless the turn of the year lies between. */
function yearNear(month: number, day: number, context: string | null): number | undefined {
  if (context === null) return undefined;
  const near = Temporal.PlainDate.from(context);
  const same = calendarDay(near.year, month, Math.min(day, 28));
  const days = same ? near.until(same).days : 0;
  if (days > 300) return near.year - 1;
  return days < -300 ? near.year + 1 : near.year;
}

/** `a/b/year`: which is the month is known only where one is over 12 or both are equal. With dots the day comes first. */
function numericDay([, a = "", mark = "", b = "", year = ""]: RegExpExecArray): WrittenDay | undefined {
  const [one, two] = [Number(a), Number(b)];
  if (one === 0 || two === 0 || (one > 12 && two > 12) || one > 31 || two > 31) return undefined;
  if (year.length === 2)
    return mark === "/"
      ? { why: "The text gives the year in two digits, and does not say which part it is" }
      : undefined;
  if (!/^(?:19|20)/.test(year)) return undefined;
  if (mark !== "." && one <= 12 && two <= 12 && one !== two) return { year: Number(year), either: [one, two] };
  const [day, month] = two > 12 ? [two, one] : [one, two];
  return { year: Number(year), month, day };
}

function named(weekday?: string, month?: string, day?: string, last?: string, year?: string): WrittenDay {
  return {
    month: monthOf(month),
    day: Number(day),
    ...(year === undefined ? {} : { year: Number(year) }),
    ...(weekday === undefined ? {} : { weekday: weekdayOf(weekday) }),
    ...(last === undefined ? {} : { lastDay: Number(last) }),
  };
}

function monthOf(name = ""): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function weekdayOf(name = ""): number {
  return WEEKDAYS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

/** "may" and "march" in small letters are words. */
function isWord(month = ""): boolean {
  return /^(?:may|march|mar)$/.test(month);
}
