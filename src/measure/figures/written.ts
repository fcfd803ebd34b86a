import { toIsoSpan } from "../../model/duration.js";
import type { Range } from "../../model/range.js";

/** A range as the content model writes it: one value, `[from, to]`, or a bound. */
export type Written<T> = T | [T, T] | { at_least: T } | { at_most: T } | null;

/** A duration in milliseconds as ISO 8601. */
export function writtenDuration(range: Range | null): Written<string> {
  return written(range, toIsoSpan);
}

/** A count as it is. */
export function writtenCount(range: Range | null): Written<number> {
  return written(range, (value) => value);
}

function written<T>(range: Range | null, write: (value: number) => T): Written<T> {
  if (range === null) return null;
  const { from, to } = range;
  if (from === to) return write(from);
  if (to === Number.POSITIVE_INFINITY) return from === Number.NEGATIVE_INFINITY ? null : { at_least: write(from) };
  return from === Number.NEGATIVE_INFINITY ? { at_most: write(to) } : [write(from), write(to)];
}
