import { MIN_N_FOR_MEDIAN, type Quartiles } from "../../measure/quartiles.js";
import type { Range } from "../../model/values/range.js";
import { formatDurationRange } from "../kit/formats/format-duration.js";

/**
 * Quartiles in words, without their n: `median 35 min to 1 h, half of them between 5 min and 2 h, all between 0 s and 3 days`. A median of
 * uncertain values is a range, and the half is the widest that the ranges of its quartiles allow.
 * @param write of values that are no durations
 */
export function spreadOf(
  { n, least, lower, median, upper, most }: Quartiles,
  write: (range: Range) => string = formatDurationRange,
): string {
  if (n === 1) return write(least);
  if (least.from === most.to) return `${write(least)} every time`;
  const ends = endsOf({ from: least.from, to: most.to }, write);
  if (median === null) return `${ends} (fewer than ${MIN_N_FOR_MEDIAN}, so no median)`;
  const middleHalf = lower && upper ? `, half of them ${endsOf({ from: lower.from, to: upper.to }, write)}` : "";
  return `median ${write(median)}${middleHalf}, all ${ends}`;
}

/** Between the least and the most; a value that is only known as a bound has no end on one side. */
function endsOf({ from, to }: Range, write: (range: Range) => string): string {
  const [hasLeast, hasMost] = [Number.isFinite(from), Number.isFinite(to)];
  if (!hasLeast && !hasMost) return "without known ends";
  if (!hasLeast || !hasMost) return write({ from, to });
  return `between ${write({ from, to: from })} and ${write({ from: to, to })}`;
}
