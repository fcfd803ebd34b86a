import { type Clock, clockAt } from "./clocks.js";
import { dayAt, type WrittenDay } from "./days.js";
import { exec, type Zone, zoneAt } from "./zones.js";

/** One point of a stamp: a day, a clock time, or both, as written. */
export interface Point {
  day?: WrittenDay;
  clock?: Clock;
  zone?: Zone;
  approximate: boolean;
  /** The day stands behind the clock, and so belongs to a clock before it too: "14:02–14:10, 8 June". */
  dayLast?: boolean;
  end: number;
}

/** What a text gives as a time: a point, or a first and a last one. */
export interface Stamp {
  first: Point;
  last?: Point;
  approximate: boolean;
  end: number;
}

const ABOUT = /(?:(?:~|≈|∼|±|c\.|ca\.|circa\s|approx(?:imately|\.)?\s?|around\s|about\s|roughly\s)\s?)?/iy;
const DAY_THEN_CLOCK =
  /(?:T(?=\d)|\s?(?:,|:|@|\||\(|–|—|-|\/|at\b|around\b|about\b|approx\.?|circa\b|ca?\.|from\b|~|≈)\s?|\s){1,4}/iy;
const CLOCK_THEN_DAY = /,?\s{1,2}(?:\(|\[|on\s(?:the\s)?)?/iy;
const SEPARATOR = /\s{0,2}(?:-{1,3}>?|–|—|→|⟶|\.\.\.?|…|to\b|until\b|till\b|and\b|through\b)\s{0,2}/iy;
const BETWEEN = /(?:(?:between|from)\s)?/iy;
const LOOSE_END = /\s?(?:\+(?!\d)|~(?!\d)|\(?(?:approx(?:imately|\.)?|est(?:imated|\.)?)\)?(?![A-Za-z]))/iy;

/** The time that a text gives from `at` on; undefined if it gives none just there. */
export function stampAt(text: string, at: number): Stamp | undefined {
  const between = exec(BETWEEN, text, at)?.[0].length ?? 0;
  const first = pointAt(text, at + between);
  if (!first) return undefined;
  const last = lastPoint(text, first);
  const end = (last ?? first).end;
  const loose = exec(LOOSE_END, text, end);
  const approximate = first.approximate || last?.approximate === true || loose !== null;
  return { first, ...(last ? { last } : {}), approximate, end: end + (loose?.[0].length ?? 0) };
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
    const clock = join && clockWithZone(text, day.end + join[0].length, true, join[0] === "T" || join[0] === " ");
    if (clock)
      return { day: day.written, ...clock, approximate: about > 0 || /[~≈]|a[bpr]|circa|ca?\./i.test(join[0]) };
    if (day.written.month === undefined && day.written.shift === undefined) return undefined;
    return isBounded(text, day.end)
      ? { day: day.written, approximate: about > 0 || day.written.loose === true, end: day.end }
      : undefined;
  }
  const clock = clockWithZone(text, at, false, false);
  if (!clock) return undefined;
  const join = exec(CLOCK_THEN_DAY, text, clock.end);
  const later = join && dayAt(text, clock.end + join[0].length);
  if (!join || !later || later.written.why !== undefined) return { ...clock, approximate: about > 0 };
  const closes = /[([]/.test(join[0]) && /[)\]]/.test(text[later.end] ?? "") ? 1 : 0;
  return { ...clock, day: later.written, dayLast: true, approximate: about > 0, end: later.end + closes };
}

/**
 * A clock time and the zone behind it. `-07:00` behind a clock is its offset only in the forms of machines: after `T`, or
 * after a day and with seconds; otherwise `07:52-08:44` is a range.
 */
function clockWithZone(text: string, at: number, dated: boolean, joined: boolean) {
  const found = clockAt(text, at);
  if (!found) return undefined;
  const { clock, end } = found;
  const gap = exec(/\s?[([]?/y, text, end)?.[0] ?? "";
  const next = end + gap.length;
  const isMinus = /[-−–]/.test(text[next] ?? "");
  const machine = joined && (text[at - 1] === "T" || clock.fraction !== "" || /:\d\d:\d\d$/.test(text.slice(at, end)));
  const isOffset = !isMinus || machine || (gap === " " && /^.\d{4}(?!\d)/.test(text.slice(next, next + 6)));
  const zone = isOffset ? zoneAt(text, next) : undefined;
  if (zone) {
    const closes = /[([]/.test(gap) && /[)\]]/.test(text[zone.end] ?? "") ? 1 : 0;
    return { clock, zone: zone.zone, end: zone.end + closes };
  }
  if (clock.weak && !dated) return undefined;
  return isBounded(text, end) ? { clock, end } : undefined;
}

/** Whether what was read ends here: no letter or digit goes on, so `14:02x` and `2021-06-08-name` are no times. */
function isBounded(text: string, end: number): boolean {
  return (
    !/^(?:[\p{L}\p{N}]|[-/._][\p{L}\p{N}]|%)/u.test(text.slice(end, end + 3)) ||
    exec(SEPARATOR_TIGHT, text, end) !== null
  );
}

const SEPARATOR_TIGHT = /[-/](?=\d{1,2}[:hH]\d\d|\d{4}-\d\d|\d{1,2}\s?[aApP][mM])/y;
