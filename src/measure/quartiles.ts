import type { Range } from "../model/values/range.js";

/** The median of fewer values than these says no more than the values themselves. */
export const MIN_N_FOR_MEDIAN = 6;

/** With fewer values than these, a quartile rests on two or three of them. */
export const MIN_N_FOR_QUARTILES = 12;

/** Where values lie. Each figure is a range that holds the true one, whatever the true values are within their ranges. */
export interface Quartiles {
  n: number;
  least: Range;
  /** A quarter lies below; null for fewer values than `MIN_N_FOR_QUARTILES`. */
  lower: Range | null;
  /** Null for fewer values than `MIN_N_FOR_MEDIAN`. */
  median: Range | null;
  /** A quarter lies above; null for fewer values than `MIN_N_FOR_QUARTILES`. */
  upper: Range | null;
  most: Range;
}

/**
 * Median and quartiles of ranges, by linear interpolation between order statistics (R. J. Hyndman and Y. Fan, "Sample
 * quantiles in statistical packages", 1996, definition 7). The median of ranges runs from the median of their lower ends
 * to that of their upper ends; the others likewise. No mean: durations of incidents are so skewed that the longest one
 * alone decides it (Š. Davidovič, "Incident metrics in SRE", 2021; the VOID reports, 2021 and 2022). Null for no values.
 */
export function quartilesOf(ranges: readonly Range[]): Quartiles | null {
  const n = ranges.length;
  if (n === 0) return null;
  const from = sorted(ranges, (range) => range.from);
  const to = sorted(ranges, (range) => range.to);
  const at = (share: number): Range => ({ from: quantile(from, share), to: quantile(to, share) });
  return {
    n,
    least: at(0),
    lower: n < MIN_N_FOR_QUARTILES ? null : at(0.25),
    median: n < MIN_N_FOR_MEDIAN ? null : at(0.5),
    upper: n < MIN_N_FOR_QUARTILES ? null : at(0.75),
    most: at(1),
  };
}

function sorted(ranges: readonly Range[], end: (range: Range) => number): Float64Array {
  const values = new Float64Array(ranges.length);
  ranges.forEach((range, at) => {
    values[at] = end(range);
  });
  return values.sort();
}

/** The value at a share of sorted values. Next to an infinite value nothing is interpolated. */
function quantile(values: Float64Array, share: number): number {
  const place = (values.length - 1) * share;
  const below = Math.floor(place);
  const [low = 0, high = low] = [values[below], values[Math.ceil(place)]];
  if (low === Number.NEGATIVE_INFINITY && place < values.length - 1) return low;
  return low === high ? low : low + (high - low) * (place - below);
}
