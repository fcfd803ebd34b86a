import { Temporal } from "temporal-polyfill";
import type { Time } from "../../model/schema-types.js";
import { parseMoment } from "../../model/values/time.js";
import { type Clock, hoursOf } from "./clocks.js";
import type { Point } from "./stamps.js";
import { type Instant, instantsOf } from "./wall-times.js";
import { type Zone, zoneNamed } from "./zones.js";

/** Why a clock time gives its day only. */
export const NO_ZONE = "The text does not say which zone its clock is in";
const HALF_DAY = 12 * 60;

/** Context that makes a clock time unambiguous; see `TimeContext`. */
interface Around {
  place?: string | null;
  twelve?: boolean;
}

/**
 * The time of one or two clock times whose days are known. If the last is at least 12 hours before the first, it is on the next day.
 * @returns the time, the day for the text that follows, and why the time is unknown or a wider range than written
 */
export function clocked(
  first: Point & { clock?: Clock },
  last: Point | undefined,
  day: string,
  lastDay: string,
  zone: Zone | undefined,
  around: Around,
): { at?: Time | null; day?: string; why: string | null } {
  if (!first.clock) return { why: null };
  const twelve = around.twelve === true;
  const hours = hoursOf(first.clock, twelve);
  const lastHours = last?.clock ? hoursOf(last.clock, twelve) : hours;
  if (hours.length === 0 || lastHours.length === 0) return { why: "The hour does not fit its am or pm" };
  const isSure = hours.length === 1 && lastHours.length === 1;
  const rise = last?.clock && day === lastDay ? minutesOf(last) - minutesOf(first) : 0;
  if (rise < 0 && rise > -HALF_DAY && isSure) return { day: lastDay, why: "The last time is before the first" };
  const endDay = rise <= -HALF_DAY ? Temporal.PlainDate.from(lastDay).add({ days: 1 }).toString() : lastDay;
  if (!zone) return { day: endDay, at: spanOf(day, endDay), why: NO_ZONE };
  if (zone.readings.length === 0)
    return { day: endDay, at: spanOf(day, endDay), why: `The text does not say which offset "${zone.name}" has` };
  const starts = settled(day, first.clock, zone, around);
  const lastZone = last?.zone && first.zone ? last.zone : zone;
  const ends = last?.clock ? settled(endDay, last.clock, lastZone, around) : [];
  const order = [...starts, ...ends].sort((a, b) => a.ms - b.ms).map(({ text }) => text);
  const [from = "", to = from] = [order[0], order.at(-1)];
  const open = !isSure
    ? "The text uses am and pm, and here leaves it out"
    : zone.readings.length > 1
      ? `${zone.name} can mean more than one offset`
      : "The clock can mean more than one instant";
  return { day: endDay, at: from === to ? from : [from, to], why: starts.length > 1 ? open : null };
}

/** The possible instants of a clock time; of several, the one at the stated offset, else at the offset of the place. */
function settled(day: string, clock: Clock, zone: Zone, { place, twelve = false }: Around): Instant[] {
  const all = statedInstants(day, clock, zone, twelve);
  const local = all.length > 1 && place ? zoneNamed(place) : undefined;
  if (local?.readings.length !== 1) return all;
  const here = new Set(instantsOf(day, clock, local, twelve).map(({ ms }) => ms));
  const same = all.filter(({ ms }) => here.has(ms));
  return same.length > 0 ? same : all;
}

/** The instants at the stated offset; if zone name and offset contradict each other, those of both. */
function statedInstants(day: string, clock: Clock, zone: Zone, twelve: boolean): Instant[] {
  const named = instantsOf(day, clock, zone, twelve);
  if (!zone.stated) return named;
  const stated = instantsOf(day, clock, { ...zone, readings: zone.stated }, twelve);
  const both = named.filter((one) => stated.some(({ ms }) => ms === one.ms));
  return both.length > 0 ? both : [...named, ...stated].sort((a, b) => a.ms - b.ms);
}

function minutesOf({ clock }: Point): number {
  return clock ? (hoursOf(clock, false)[0] ?? 0) * 60 + clock.minute : 0;
}

/** A day or a month, or a range of two; null if the last is before the first. */
export function spanOf(first: string, last: string): Time | null {
  if (first === last) return first;
  const [from, to] = [parseMoment(first), parseMoment(last)];
  return from && to && from.from <= to.from ? [first, last] : null;
}
