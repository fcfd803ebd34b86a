import type { Quartiles } from "../../measure/quartiles.js";
import type { Range } from "../../model/values/range.js";
import { aboutDuration } from "../kit/formats/format-duration.js";

/** Quartiles in words; null where there are too few values. */
export interface QuartileView {
  n: number;
  lower: string | null;
  median: string | null;
  upper: string | null;
}

export function quartileView(
  quartiles: Quartiles | null,
  write: (range: Range) => string = aboutDuration,
): QuartileView {
  if (quartiles === null) return { n: 0, lower: null, median: null, upper: null };
  const { n, lower, median, upper } = quartiles;
  return { n, lower: lower && write(lower), median: median && write(median), upper: upper && write(upper) };
}
