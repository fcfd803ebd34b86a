import { compareText } from "../model/diagnostic.js";
import type { Range } from "../model/range.js";
import { quantile } from "./quartiles.js";

/** The 97.5th percentile of the normal distribution: intervals are of 95%. */
const Z = 1.959963984540054;
const YEAR_DAYS = 365.25;

/** How many values a trend takes, and over how many days. With fewer, the interval spans nearly everything. */
export const ENOUGH_FOR_TREND = 10;
export const LONG_ENOUGH_DAYS = 365;

/** Up to so many values every pair is compared: their number grows with the square. */
const ALL_PAIRS = 60;

export interface TrendPoint {
  id: string;
  /** Days since any one day. */
  day: number;
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
interface NoSlope {
  n: number;
  reason: "too-few" | "too-short";
}

export type Trend = Slope | NoSlope;

/**
 * The trend of values over time: the median of the slopes between pairs (H. Theil, 1950; P. K. Sen, 1968) with its
 * distribution-free interval by Kendall's variance, as Sen has it. Ties of days are corrected for; ties of values are
 * not, which makes the interval wider and never narrower. Above 60 values each of the first half is compared with one of
 * the second only (Theil's incomplete method), with the interval of the sign test. Too few values give none.
 */
export function trendOf(points: readonly TrendPoint[]): Trend {
  const n = points.length;
  if (n < ENOUGH_FOR_TREND) return { n, reason: "too-few" };
  const ordered = [...points].sort((a, b) => a.day - b.day || compareText(a.id, b.id));
  const days = ordered.map(({ day }) => day);
  if ((days.at(-1) ?? 0) - (days[0] ?? 0) < LONG_ENOUGH_DAYS) return { n, reason: "too-short" };
  const all = n <= ALL_PAIRS;
  const { low, high } = slopes(ordered, days, all);
  const reach = Z * Math.sqrt(all ? kendallVariance(days) : low.length);
  const inside = Math.floor((low.length - reach) / 2);
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

/**
 * The slopes of pairs of different days, per year, at the least and at the most that their ranges allow; sorted. Of all
 * pairs, or of each value of the first half with one of the second, and the one in the middle with none.
 */
function slopes(
  points: readonly TrendPoint[],
  days: readonly number[],
  all: boolean,
): { low: Float64Array; high: Float64Array } {
  const n = points.length;
  const [low, high]: [number[], number[]] = [[], []];
  const add = (first: number, second: number) => {
    const years = ((days[second] ?? 0) - (days[first] ?? 0)) / YEAR_DAYS;
    const [a, b] = [points[first]?.value, points[second]?.value];
    if (years <= 0 || a === undefined || b === undefined) return;
    low.push((b.from - a.to) / years);
    high.push((b.to - a.from) / years);
  };
  const half = n >> 1;
  if (all)
    for (let first = 0; first < n; first++) for (let second = first + 1; second < n; second++) add(first, second);
  else for (let first = 0; first < half; first++) add(first, first + n - half);
  return { low: Float64Array.from(low).sort(), high: Float64Array.from(high).sort() };
}

/** The variance of Kendall's S where values do not depend on days, with days that several share. */
function kendallVariance(days: readonly number[]): number {
  const ties = new Map<number, number>();
  for (const day of days) ties.set(day, (ties.get(day) ?? 0) + 1);
  const term = (n: number) => n * (n - 1) * (2 * n + 5);
  return (term(days.length) - [...ties.values()].reduce((sum, t) => sum + term(t), 0)) / 18;
}
