import { scaleLog } from "d3-scale";
import type { Range } from "../../../../model/values/range.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../../util/time-units.js";
import { thousands } from "../../../kit/formats/format-duration.js";

const DURATIONS: readonly [number, string][] = [
  [1, "1 ms"],
  [1000, "1 s"],
  [10_000, "10 s"],
  [MINUTE_MS, "1 min"],
  [10 * MINUTE_MS, "10 min"],
  [HOUR_MS, "1 h"],
  [DAY_MS, "1 day"],
  [10 * DAY_MS, "10 days"],
  [100 * DAY_MS, "100 days"],
  [1000 * DAY_MS, "1,000 days"],
  [10_000 * DAY_MS, "10,000 days"],
];

const COUNTS: readonly [number, string][] = Array.from({ length: 16 }, (_, at) => [10 ** at, thousands(10 ** at)]);

/** How far below the scale the row for zero lies, in pixels: a logarithm has no zero. */
const ZERO = 34;
const NONE = "none";

export interface ValueAxis {
  /** Converts a value to pixels from the top. Values of zero or less are on a separate line. */
  y: (value: number) => number;
  ticks: { y: number; label: string }[];
  /** The lowest line: that of zero where there is one. */
  bottom: number;
}

/**
 * A logarithmic axis for values of an objective, from the mark below the smallest up to the mark above the largest.
 * @param values ranges whose infinite ends count for nothing
 * @param target counts as a value
 */
export function valueAxis(
  values: readonly Range[],
  target: number | null,
  measure: "duration" | "count",
  [top, bottom]: readonly [number, number],
): ValueAxis {
  const known = [...values.flatMap(({ from, to }) => [from, to]), target ?? Number.NaN].filter(Number.isFinite);
  const positive = known.filter((value) => value > 0);
  const hasZero = known.length > positive.length;
  if (positive.length === 0) {
    const zero = hasZero ? top + ZERO : top;
    return { y: () => zero, ticks: hasZero ? [{ y: zero, label: NONE }] : [], bottom: zero };
  }
  const marks = measure === "duration" ? DURATIONS : COUNTS;
  const [least, most] = [Math.min(...positive), Math.max(...positive)];
  // One tick below and one above, so that no value or arrow is at the edge.
  const first = Math.max(
    0,
    marks.findLastIndex(([value]) => value < least),
  );
  const above = marks.findIndex(([value]) => value > most);
  const shown = marks.slice(first, (above < 0 ? marks.length : above) + 1);
  const floor = hasZero ? bottom - ZERO : bottom;
  const scale = scaleLog([shown[0]?.[0] ?? 1, Math.max(most, shown.at(-1)?.[0] ?? 10)], [floor, top]).clamp(true);
  return {
    y: (value) => (value <= 0 ? bottom : scale(value)),
    ticks: [
      ...shown.map(([value, label]) => ({ y: scale(value), label })),
      ...(hasZero ? [{ y: bottom, label: NONE }] : []),
    ],
    bottom,
  };
}
