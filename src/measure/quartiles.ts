import type { Range } from "../model/range.js";

/** With fewer values than these a quarter of them is none. */
const ENOUGH_FOR_QUARTILES = 4;

/** Where values lie. Each figure is a range that holds the true one, whatever the true values are within their ranges. */
export interface Quartiles {
  n: number;
  least: Range;
  /** A quarter lies below; null for fewer than four values. */
  lower: Range | null;
  median: Range;
  /** A quarter lies above; null for fewer than four values. */
  upper: Range | null;
  most: Range;
}

/**
 * Median and quartiles of ranges, by linear interpolation between order statistics (R. J. Hyndman and Y. Fan, "Sample
 * quantiles in statistical packages", 1996, definition 7). No mean: durations of incidents are so skewed that a mean
 * tells of the longest one alone (Š. Davidovič, "Incident metrics in SRE", 2021; the VOID reports, 2021 and 2022). Null
 * for none.
 */
export function quartilesOf(ranges: readonly Range[]): Quartiles | null {
  if (ranges.length === 0) return null;
  const from = sorted(ranges, (range) => range.from);
  const to = sorted(ranges, (range) => range.to);
  const at = (share: number): Range => ({ from: quantile(from, share), to: quantile(to, share) });
  const enough = ranges.length >= ENOUGH_FOR_QUARTILES;
  return {
    n: ranges.length,
    least: at(0),
    lower: enough ? at(0.25) : null,
    median: at(0.5),
    upper: enough ? at(0.75) : null,
    most: at(1),
  };
}

/**
 * The median of ranges: from the median of the lower ends to the median of the upper ends. Whatever the true values
 * are, their median lies within it, and for exact values it is the ordinary median.
 */
export function medianRange(ranges: readonly Range[]): Range | null {
  if (ranges.length === 0) return null;
  return {
    from: quantile(
      sorted(ranges, (range) => range.from),
      0.5,
    ),
    to: quantile(
      sorted(ranges, (range) => range.to),
      0.5,
    ),
  };
}

function sorted(ranges: readonly Range[], end: (range: Range) => number): Float64Array {
  const values = new Float64Array(ranges.length);
  ranges.forEach((range, at) => {
    values[at] = end(range);
  });
  return values.sort();
}

/** Of sorted values. Infinite neighbours are not interpolated: between a number and no bound lies no bound. */
export function quantile(values: Float64Array, share: number): number {
  const place = (values.length - 1) * share;
  const below = Math.floor(place);
  const [low = 0, high = low] = [values[below], values[Math.ceil(place)]];
  if (low === Number.NEGATIVE_INFINITY && place < values.length - 1) return low;
  return low === high ? low : low + (high - low) * (place - below);
}
