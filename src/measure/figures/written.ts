import { toIsoSpan } from "../../model/duration.js";
import type { Range } from "../../model/range.js";
import type { Quartiles } from "../quartiles.js";

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

/** Where values lie, each written as the given function has it; null for none. */
export function quartilesFigure<T>(quartiles: Quartiles | null, write: (range: Range | null) => Written<T>) {
  if (quartiles === null) return null;
  const { n, least, lower, median, upper, most } = quartiles;
  return {
    n,
    least: write(least),
    lower_quartile: write(lower),
    median: write(median),
    upper_quartile: write(upper),
    most: write(most),
  };
}
