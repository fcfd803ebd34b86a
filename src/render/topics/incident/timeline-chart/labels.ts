import { isExact } from "../../../../model/values/range.js";
import { dayOf } from "../../../../model/values/time.js";
import { DAY_MS } from "../../../../util/time-units.js";
import { formatShortDay } from "../../../kit/formats/format-time.js";
import type { ChartPoint } from "./chart-point.js";

/** A point before it is known when it was in few words. */
export type Labelled = Omit<ChartPoint, "when">;

/** Later times are labelled by day instead of by offset. */
const OFFSETS_UP_TO = 2 * DAY_MS;

/**
 * When each point was, short enough for a picture: `17:49` and then `+2 min`, counted from `began`; a day and a clock where
 * the beginning is uncertain or far away. In the order of the points.
 */
export function timeWords(points: readonly Labelled[]): string[] {
  const began = points.find((point) => point.marks.includes("began"));
  // Marks (above) and steps (below) are read separately, so each names the day when it changes.
  const last = { marks: null as string | null, steps: null as string | null };
  return points.map((point) => {
    const { item, at, marks, steps } = point;
    if (item.time === null || (marks.length === 0 && steps.length === 0)) return "";
    const near = began && isExact(began.at) && Math.abs(point.middle - began.middle) < OFFSETS_UP_TO;
    const about = item.approximate ? "about " : "";
    if (near && item.offset !== null) return about + item.offset;
    const group = marks.length > 0 ? "marks" : "steps";
    const day = dayOf(at.from);
    const [shown, before] = [dayWords(day, last[group]), last[group]];
    last[group] = dayOf(at.to);
    last.steps ??= last.marks;
    if (!/\d/.test(item.time.clock)) return about + wholeDays(point, shown);
    return about + (day === before ? item.time.clock : `${shown}, ${item.time.clock}`);
  });
}

/** `12 Jun 2025`, without the year where the label before had the same. */
function dayWords(day: string, lastDay: string | null): string {
  const short = formatShortDay(day);
  return lastDay?.slice(0, 4) === day.slice(0, 4) ? short.replace(/ \d{4}$/, "") : short;
}

/** A day, a month, or a range of them. */
function wholeDays({ at, item }: Labelled, first: string): string {
  if (item.time?.clock === "month only") return first.replace(/^\d+ /, "");
  const last = dayOf(at.to);
  if (last === dayOf(at.from)) return first;
  return `${first.replace(/ \d{4}$/, "")} to ${/ \d{4}$/.test(first) ? formatShortDay(last) : dayWords(last, dayOf(at.from))}`;
}
