import { Temporal } from "temporal-polyfill";
import { DAY_MS } from "../../util/time-units.js";
import type { Time, TimeBound } from "../schema-types.js";
import { hull, type Range } from "./range.js";

/** Offsets from UTC run from -14:00 to +14:00. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-](?:0\d|1[0-3]):\d{2}|[+-]14:00)$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MONTH = /^\d{4}-\d{2}$/;
const YEAR = /^\d{4}$/;

export type Precision = "instant" | "day" | "month" | "year";

/**
 * Reads one moment: an RFC 3339 instant with offset, a UTC day, a UTC month or a UTC year.
 * @returns the first and last millisecond it can mean (since the epoch), or undefined if it is none of these
 */
export function parseMoment(text: string): Range | undefined {
  try {
    switch (precisionOf(text)) {
      case "instant": {
        const at = plainInstant(text) ?? Temporal.Instant.from(text).epochMilliseconds;
        return { from: at, to: at };
      }
      case "day": {
        const from = plainDay(text);
        return from === undefined
          ? days(Temporal.PlainDate.from(text, { overflow: "reject" }), 1)
          : { from, to: from + DAY_MS - 1 };
      }
      case "month": {
        const month = Temporal.PlainYearMonth.from(text, { overflow: "reject" });
        return days(month.toPlainDate({ day: 1 }), month.daysInMonth);
      }
      case "year": {
        const year = Temporal.PlainDate.from(`${text}-01-01`);
        return days(year, year.daysInYear);
      }
      default:
        return undefined;
    }
  } catch {
    return undefined;
  }
}

/** An instant to the second in UTC, without the cost of the calendar; undefined for any other and for one that does not exist. */
function plainInstant(text: string): number | undefined {
  if (text.length !== 20 || !text.endsWith("Z")) return undefined;
  const day = plainDay(text);
  const [hour, minute, second] = [Number(text.slice(11, 13)), Number(text.slice(14, 16)), Number(text.slice(17, 19))];
  if (day === undefined || hour > 23 || minute > 59 || second > 59) return undefined;
  return day + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** The start of the day that a text starts with, likewise. */
function plainDay(text: string): number | undefined {
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))];
  const exists = year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  return !exists || (day > 28 && day > daysIn(year, month)) ? undefined : Date.UTC(year, month - 1, day);
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** How exactly a moment is written, by its form alone, or undefined if it has none of these forms. */
export function precisionOf(text: string): Precision | undefined {
  if (INSTANT.test(text)) return "instant";
  if (DAY.test(text)) return "day";
  if (MONTH.test(text)) return "month";
  return YEAR.test(text) ? "year" : undefined;
}

/**
 * Reads a time of the content model: a moment, `[from, to]`, `{not_before}` or `{not_after}`.
 * @returns milliseconds since the epoch, the open end of a bound infinite; undefined where a part cannot be read
 */
export function parseTime(time: Time | TimeBound): Range | undefined {
  if (typeof time === "string") return parseMoment(time);
  if (isTimeBound(time)) {
    const bound = parseMoment(time.not_before ?? time.not_after ?? "");
    if (bound === undefined) return undefined;
    return time.not_before === undefined
      ? { from: Number.NEGATIVE_INFINITY, to: bound.to }
      : { from: bound.from, to: Number.POSITIVE_INFINITY };
  }
  const ends = time.map(parseMoment);
  return hull(ends.filter((end) => end !== undefined));
}

/** Whether only one end of a time is known. */
export function isTimeBound(time: Time | TimeBound): time is TimeBound {
  return typeof time === "object" && !Array.isArray(time);
}

/** The UTC day of an instant, `YYYY-MM-DD`. `ms` is milliseconds since the epoch. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function days(first: Temporal.PlainDate, count: number): Range {
  const from = first.toZonedDateTime("UTC").epochMilliseconds;
  return { from, to: from + count * DAY_MS - 1 };
}

/** The clock time at the start of a text as `HH:MM`, also of `9:00 PM`. */
function exampleClock(text: string): string {
  const [, hours = "", minutes = "00", half] = /^(\d{1,2})[:.h](\d{2})(?:[:.\d]*\s*([ap])\.?m\b)?/i.exec(text) ?? [];
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  return `${String(hour).padStart(2, "0")}:${minutes}`;
}

/** What is wrong with a text that should be a moment, and what to write instead: `better` where there is no doubt about it. */
export function explainMoment(text: string): { message: string; hint: string; better?: string } {
  const found = `found ${JSON.stringify(text)}`;
  if (/^\d{1,2}(?::\d{2}|[.h]\d{2}$)/.test(text))
    return {
      message: `Expected a day before the clock time, ${found}`,
      hint: `Write the day and the offset too, such as 2026-03-14T${exampleClock(text)}:00Z`,
    };
  const local = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?(.*)$/.exec(text);
  if (local) {
    const [, day = "", clock = "", seconds = ":00", zone = ""] = local;
    if (parseMoment(day) === undefined) return { message: `Expected a day that exists, ${found}`, hint: dayHint(day) };
    if (zone === "")
      return {
        message: `Expected a time with an offset, ${found}`,
        hint: `Write ${day}T${clock}${seconds}Z if the clock was UTC, or add its offset such as +01:00`,
      };
    const offset = /^\s*(Z|UTC|GMT)$/i.test(zone)
      ? "Z"
      : zone.trim().replace(/^([+-]\d{2}):?(\d{2})?$/, (_, h: string, m = "00") => `${h}:${m}`);
    if (/^[+-]\d{2}:\d{2}$/.test(offset) && parseMoment(`2000-01-01T00:00:00${offset}`) === undefined)
      return {
        message: `Expected an offset from -14:00 to +14:00, ${found}`,
        hint: `Write ${day}T${clock}${seconds} with the offset that the clock had; a range of two times is [from, to]`,
      };
    const better = `${day}T${clock}${seconds}${offset}`;
    return {
      message: `Expected an RFC 3339 time, ${found}`,
      ...(parseMoment(better)
        ? { hint: `Write ${better}`, better }
        : { hint: "Such as 2026-03-14T09:02:00Z or 2026-03-14T10:02:00+01:00" }),
    };
  }
  if (DAY.test(text) || MONTH.test(text))
    return { message: `Expected a day that exists, ${found}`, hint: dayHint(text) };
  return {
    message: `Expected a time, ${found}`,
    hint: "Write an instant with offset (2026-03-14T09:02:00Z), a day (2026-03-14), a month (2026-03), a year ('2026', in quotes) or a range of two",
  };
}

/** What is wrong with a text that should be a day, and what to write instead. */
export function explainDay(text: string): { message: string; hint: string } {
  const found = `found ${JSON.stringify(text)}`;
  if (DAY.test(text)) return { message: `Expected a day that exists, ${found}`, hint: dayHint(text) };
  return { message: `Expected a day, ${found}`, hint: "Write it as YYYY-MM-DD, such as 2026-03-14" };
}

function dayHint(text: string): string {
  const [year = "", month = ""] = text.split("-");
  try {
    const { daysInMonth } = Temporal.PlainYearMonth.from(`${year}-${month}`, { overflow: "reject" });
    return `${year}-${month} has ${daysInMonth} days`;
  } catch {
    return "Months run from 01 to 12";
  }
}
