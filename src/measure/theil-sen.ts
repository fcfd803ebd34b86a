import { compareText } from "../model/diagnostic.js";
import type { Range } from "../model/range.js";
import { quantile } from "./quartiles.js";

/** The 97.5th percentile of the normal distribution: intervals are of 95%. */
const Z = 1.959963984540054;
const DAY_MS = 86_400_000;
const YEAR_DAYS = 365.25;

/** How many values a trend takes, and over how many days. With fewer, the interval spans nearly everything. */
export const ENOUGH_FOR_TREND = 10;
export const LONG_ENOUGH_DAYS = 365;

/** Up to so many values every pair is compared: their number grows with the square. */
const ALL_PAIRS = 150;

export interface TrendPoint {
  id: string;
  /** `YYYY-MM-DD`. */
  day: string;
  value: Range;
}

/** How values change with time. */
export interface Slope {
  n: number;
  /** Change of the median in a year. It holds the estimate, whatever the true values are within their ranges. */
  perYear: Range;
  /** The 95% interval; ends are infinite where there is none. */
  within: Range;
  /** Whether every pair was compared, or each value with one other alone. */
  pairs: "all" | "halves";
}

/** Why nothing is said: too few values, or all of them within too short a time. */
export interface NoSlope {
  n: number;
  reason: "too-few" | "too-short";
}

export type Trend = Slope | NoSlope;

/**
 * The trend of values over time: the median of the slopes between pairs (H. Theil, 1950; P. K. Sen, 1968) with its
 * distribution-free interval by Kendall's variance, as Sen has it. Ties of days are corrected for; ties of values are
 * not, which makes the interval wider and never narrower. Above 150 values each of the first half is compared with one of
 * the second only (Theil's incomplete method), with the interval of the sign test. Too few values give none.
 */
export function trendOf(points: readonly TrendPoint[]): Trend {
  const n = points.length;
  if (n < ENOUGH_FOR_TREND) return { n, reason: "too-few" };
  const ordered = [...points].sort((a, b) => compareText(a.day, b.day) || compareText(a.id, b.id));
  const days = ordered.map(({ day }) => Date.parse(day) / DAY_MS);
  if ((days.at(-1) ?? 0) - (days[0] ?? 0) < LONG_ENOUGH_DAYS) return { n, reason: "too-short" };
  const all = n <= ALL_PAIRS;
  const pairs = all ? everyPair(days) : halves(days);
  const low = new Float64Array(pairs.length);
  const high = new Float64Array(pairs.length);
  pairs.forEach(([first, second], at) => {
    const years = ((days[second] ?? 0) - (days[first] ?? 0)) / YEAR_DAYS;
    const [a, b] = [ordered[first]?.value ?? ZERO, ordered[second]?.value ?? ZERO];
    low[at] = (b.from - a.to) / years;
    high[at] = (b.to - a.from) / years;
  });
  low.sort();
  high.sort();
  const reach = Z * Math.sqrt(all ? kendallVariance(days) : pairs.length);
  const inside = Math.floor((pairs.length - reach) / 2);
  return {
    n,
    perYear: { from: quantile(low, 0.5), to: quantile(high, 0.5) },
    within: {
      from: low[inside - 1] ?? Number.NEGATIVE_INFINITY,
      to: inside < 1 ? Number.POSITIVE_INFINITY : (high[high.length - inside] ?? Number.POSITIVE_INFINITY),
    },
    pairs: all ? "all" : "halves",
  };
}

const ZERO: Range = { from: 0, to: 0 };

/** All pairs of different days, by their places. */
function everyPair(days: readonly number[]): [number, number][] {
  return days.flatMap((day, first) =>
    days.flatMap((other, second): [number, number][] => (other > day && second > first ? [[first, second]] : [])),
  );
}

/** Each of the first half with one of the second; the one in the middle is left out. */
function halves(days: readonly number[]): [number, number][] {
  const half = days.length >> 1;
  const step = days.length - half;
  return Array.from({ length: half }, (_, at): [number, number] => [at, at + step]).filter(
    ([first, second]) => (days[second] ?? 0) > (days[first] ?? 0),
  );
}

/** The variance of Kendall's S where values do not depend on days, with days that several share. */
function kendallVariance(days: readonly number[]): number {
  const ties = new Map<number, number>();
  for (const day of days) ties.set(day, (ties.get(day) ?? 0) + 1);
  const term = (n: number) => n * (n - 1) * (2 * n + 5);
  return (term(days.length) - [...ties.values()].reduce((sum, t) => sum + term(t), 0)) / 18;
}
