import { type Drill, dayOfId } from "./collection.js";
import type { Time } from "./schema-types.js";
import { filled } from "./values/blank.js";
import { parseSpan } from "./values/duration.js";
import type { Range } from "./values/range.js";
import { parseMoment, parseTime } from "./values/time.js";

/** When a drill was held, in milliseconds since the epoch. */
export interface Held {
  at: Range;
  /** Whether the day of the id stands for a time that is not given. */
  standIn: boolean;
}

/** When a drill was held: what it says, else the day of its id; null for neither. */
export function heldAt({ id, data }: Drill): Held | null {
  const held = filled<Time>(data.held);
  const at = held === undefined ? undefined : parseTime(held);
  if (at) return { at, standIn: false };
  const day = parseMoment(dayOfId(id) ?? "");
  return day ? { at: day, standIn: true } : null;
}

/** An interval in milliseconds, or null where there is none that could be kept. */
export function intervalMs(interval: string | undefined): number | null {
  const ms = interval === undefined ? undefined : parseSpan(interval);
  return ms !== undefined && ms > 0 ? ms : null;
}

/** Whether something was certainly longer ago than an interval. `now` is a UTC day. */
export function isLongerAgo(at: Range, interval: number, now: string): boolean {
  const today = parseMoment(now);
  return today !== undefined && at.to < today.from - interval;
}

/** Whether something may have been by now. `now` is a UTC day. */
export function mayBePast(at: Range, now: string): boolean {
  const today = parseMoment(now);
  return today === undefined || at.from <= today.to;
}
