import { Temporal } from "temporal-polyfill";
import type { Time } from "../../model/schema-types.js";
import { parseSpan } from "../../model/values/duration.js";
import { parseMoment } from "../../model/values/time.js";
import { alternatives, WEEKDAYS } from "./calendar-names.js";
import { clocked, spanOf } from "./clocked.js";
import { hoursOf, sharedHalf } from "./clocks.js";
import { type DateOrders, NO_ORDERS } from "./date-order.js";
import { resolveDay } from "./days.js";
import { readFigure } from "./read-figure.js";
import { type Point, type Stamp, stampAt } from "./stamps.js";
import { exec, UTC, type Zone, zoneNamed } from "./zones.js";

/** What is known from the surroundings of a text. */
export interface TimeContext {
  /** The current day, `YYYY-MM-DD`, such as that of the previous row. */
  day: string | null;
  /** The default time zone, as written in a text (`UTC`, `PST`, `+02:00`, `Europe/Berlin`) or parsed. */
  zone: string | Zone | null;
  /** The zone of the place where the text was written; it decides what `CST` or `IST` means. */
  place?: string | null;
  /** What `T+15m` counts from: an RFC 3339 instant. */
  start?: string | null;
  /** The document's order of day and month in numeric dates, if known; see `ordersIn`. */
  orders?: DateOrders;
  /** The text uses 12-hour times, so that two times are possible without am or pm. */
  twelve?: boolean;
}

/** A time read from a text. */
export interface ReadTime {
  /** An instant, a day, a month or a range that contains the true time; null if the text gives none. */
  at: Time | null;
  /** The text says "about". */
  approximate: boolean;
  /** The part of the text that was read: `text.slice(from, to)`. Empty if nothing looks like a time. */
  text: string;
  from: number;
  to: number;
  /** The zone that the text names; null if it names none. */
  zone: Zone | null;
  /** The current day for the next text, `YYYY-MM-DD`: the last one in this text (null if unclear), else the context's. */
  day: string | null;
  /** Whether the day is from this text. */
  dated: boolean;
  /** The first clock time, `HH:MM:SS` in its own zone, if it is certain. */
  clock: string | null;
  /** Whether the clock time is written with am or pm. */
  half: boolean;
  /** Why the time is unknown or a wider range than written. */
  why: string | null;
}

/** In characters; only this much of the start of a text is searched for a time. */
const MAX_LOOK = 400;
const RELATIVE = /(?:T\s?([+\-−])\s?|(\+)\s?)(?=\d)|T0(?![\w+-])/y;
const LONGEST_MS = 3660 * 86_400_000;
const EPOCH = /^1\d{9}(?:\d{3})?$/;
const YEARS = /^((?:19|20)\d\d)(?:\s?[-–—]\s?((?:19|20)\d\d))?$/;

/**
 * Reads the first time that a text gives. Nothing is guessed:
 * - without a day the time is unknown; a clock time without a zone gives only its day (keep the clock time in the event's text);
 * - a name of several zones (CST, IST, BST) and a standard-time name in summer ("PST" in June) give the range from the
 *   earliest to the latest instant that they can mean, unless the context's place has one of them;
 * - so do "midnight" (the start or the end of its day), `04:2x`, and a clock that daylight saving time repeats;
 * - `06/08/2021` is unknown, unless the context knows the document's order; with dots (`08.06.2021`) the day comes first.
 */
export function readTime(text: string, context: TimeContext): ReadTime {
  const nothing: ReadTime = {
    at: null,
    approximate: false,
    text: "",
    from: 0,
    to: 0,
    zone: null,
    day: context.day,
    dated: false,
    clock: null,
    half: false,
    why: "The text gives no time",
  };
  const head = text.slice(0, MAX_LOOK);
  const plain = head.length < text.length ? "" : head.trim();
  const whole = { text: plain, from: text.length - text.trimStart().length, to: text.trimEnd().length };
  const years = YEARS.exec(plain);
  if (years) return { ...nothing, ...whole, ...yearsOf(years[1] ?? "", years[2]) };
  if (EPOCH.test(plain)) {
    const at = Temporal.Instant.fromEpochMilliseconds(Number(plain.padEnd(13, "0"))).toString();
    return {
      ...nothing,
      ...whole,
      at,
      zone: UTC,
      day: at.slice(0, 10),
      dated: true,
      clock: at.slice(11, 19),
      why: null,
    };
  }
  for (let at = nextStart(head, 0); at < head.length; at = nextStart(head, at + 1)) {
    if (!isStart(head, at)) continue;
    const relative = relativeAt(head, at, context);
    if (relative) return { ...nothing, ...relative };
    const stamp = stampAt(head, at);
    if (stamp) {
      const read = timeOf(stamp, context);
      return { ...nothing, ...read, text: head.slice(at, stamp.end), from: at, to: stamp.end };
    }
  }
  return nothing;
}

/** Reads the first day, month or range of days of a text, and ignores a clock time next to it. See {@link readTime}. */
export function readDay(text: string, context: Pick<TimeContext, "day" | "orders">): ReadTime {
  const read = readTime(text, { ...context, zone: null });
  const at = read.dated ? read.at : null;
  if (at !== null || read.text === "" || !read.dated)
    return { ...read, at, why: at === null ? (read.dated ? read.why : "The text gives no day") : null };
  return read;
}

/** Matches the beginning of every time: a cheap test before the exact one. */
const BEGINNING = new RegExp(
  `[\\d~≈∼±+]|T(?=[\\s+−-]{0,2}\\d)|(?<![A-Za-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|noon|mid|early|late|next|the\\s|follow|prev|preced|same|around|about|approx|roughly|c\\.|ca\\.|circa|between|from)|(?<!\\p{L})(?:${alternatives(WEEKDAYS)})(?!\\p{L})`,
  "giu",
);

function nextStart(text: string, from: number): number {
  BEGINNING.lastIndex = from;
  return BEGINNING.exec(text)?.index ?? text.length;
}

/** Whether a time can start here: not inside a word, a number, a URL or a name such as `build-2021-06-08`. */
function isStart(text: string, at: number): boolean {
  const [before = " ", here = " "] = [text[at - 1], text[at]];
  if (/\s/.test(here) || /[\p{L}\p{N}.:/#$£€+\\]/u.test(before)) return false;
  return !(/[-_]/.test(before) && /[\p{L}\p{N}]/u.test(text[at - 2] ?? " "));
}

function yearsOf(first: string, last = first): Partial<ReadTime> {
  return first <= last
    ? { at: [`${first}-01`, `${last}-12`], dated: true, why: null }
    : { why: "The last year is before the first" };
}

/** `T+15m`, `+15 min`, `T-5m`, `T0`: counted from the context's start. */
function relativeAt(text: string, at: number, context: TimeContext): Partial<ReadTime> | undefined {
  const match = exec(RELATIVE, text, at);
  if (!match) return undefined;
  const from = at + match[0].length;
  const isZero = match[0] === "T0";
  const figure = isZero ? undefined : readFigure(text.slice(from, from + 40), true);
  if (!isZero && typeof figure?.value !== "string") return undefined;
  const to = isZero ? from : from + (figure?.to ?? 0);
  const place = { text: text.slice(at, to), from: at, to };
  const start = context.start ? parseMoment(context.start) : undefined;
  if (!context.start || !start || start.from !== start.to)
    return { ...place, why: "The text counts from a start whose time it does not give" };
  const span = typeof figure?.value === "string" ? (parseSpan(figure.value) ?? 0) : 0;
  if (span > LONGEST_MS) return { ...place, why: "The text counts further than an incident lasts" };
  const moved = start.from + (/[-−]/.test(match[1] ?? "") ? -span : span);
  return { ...place, at: Temporal.Instant.fromEpochMilliseconds(moved).toString(), why: null };
}

function timeOf({ first, last, approximate, unclear }: Stamp, context: TimeContext): Partial<ReadTime> {
  const outer = typeof context.zone === "string" ? zoneNamed(context.zone) : (context.zone ?? undefined);
  const written = first.zone ?? last?.zone;
  const half = (first.clock?.half ?? last?.clock?.half ?? null) !== null;
  const base = { approximate, half, zone: written ?? null };
  const start = last?.clock && first.clock ? { ...first, clock: sharedHalf(first.clock, last.clock) } : first;
  const clock = clockText(start, context.twelve === true);
  const day = daysOf(first.day ?? (last?.dayLast ? last.day : undefined), context);
  const dated = first.day !== undefined || last?.day !== undefined;
  if ("why" in day) return { ...base, clock, dated, why: day.why, ...(dated ? { day: null } : {}) };
  const end = last?.day ? daysOf(last.day, { ...context, day: isDay(day.last) ? day.last : context.day }) : day;
  if ("why" in end) return { ...base, clock, dated, why: end.why, day: null };
  const settled = { ...base, clock, dated, day: isDay(end.last) ? end.last : context.day };
  const whole = spanOf(day.first, end.last);
  if (unclear !== undefined) return { ...settled, at: whole, clock: null, why: unclear };
  if (!start.clock) return { ...settled, at: whole, why: whole === null ? "The last day is before the first" : null };
  if (!isDay(day.first) || day.first !== day.last) return { ...settled, at: whole, why: "The clock has no single day" };
  const zone = written ?? outer;
  return {
    ...settled,
    ...clocked(start, last, day.first, end.last, zone, context),
  };
}

function daysOf(written: Point["day"], context: Pick<TimeContext, "day" | "orders">) {
  if (written) return resolveDay(written, context.day, context.orders ?? NO_ORDERS);
  return context.day === null ? { why: "The text does not say which day" } : { first: context.day, last: context.day };
}

function clockText({ clock }: Point, twelve: boolean): string | null {
  const [hour, other] = clock ? hoursOf(clock, twelve) : [];
  if (!clock || hour === undefined || other !== undefined || clock.midnight) return null;
  return [hour, clock.minute, clock.second].map((part) => String(part).padStart(2, "0")).join(":");
}

function isDay(text: string): boolean {
  return text.length === 10;
}
