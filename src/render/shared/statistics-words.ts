import type { Quartiles } from "../../measure/quartiles.js";
import { ENOUGH_FOR_TREND, LONG_ENOUGH_DAYS, type Trend } from "../../measure/theil-sen.js";
import type { Range } from "../../model/range.js";
import { formatDurationRange, thousands } from "../kit/formats/format-duration.js";

/** The words of figures, in reports and on pages. */

/** A share of per cents, rounded outwards so that the interval stays as wide as it is: `12–48%`. */
export function percents({ from, to }: Range): string {
  return `${Math.floor(from * 100)}–${Math.ceil(to * 100)}%`;
}

/** Where values lie, in words; how many they are is said beside it. */
export function spreadOf(quartiles: Quartiles, write: (range: Range) => string = formatDurationRange): string {
  const { n, least, lower, median, upper, most } = quartiles;
  if (n === 1) return write(median);
  if (least.from === most.to) return `${write(median)} every time`;
  const words = (range: Range) => bracketed(write(range));
  const ends = `least ${words(least)}, most ${words(most)}`;
  if (lower === null || upper === null) return `median ${words(median)}, ${ends} (too few for quartiles)`;
  return `median ${words(median)}, quartiles ${words(lower)} and ${words(upper)}, ${ends}`;
}

/** A range in words that stands among other words: `(2 min to 1 h)`. */
function bracketed(text: string): string {
  return text.includes(" to ") ? `(${text})` : text;
}

/** What a trend comes to, in words. */
export function trendWords(trend: Trend): string {
  if ("reason" in trend)
    return trend.reason === "too-few"
      ? `too few to say (n = ${trend.n}; a trend takes ${ENOUGH_FOR_TREND})`
      : `too few to say (all within ${LONG_ENOUGH_DAYS} days)`;
  const { n, perYear, within } = trend;
  if (!Number.isFinite(within.from)) return `too few to say (n = ${n}, and most of them of the same day)`;
  const interval = `95% interval ${signed(within)} a year, Theil–Sen, n = ${thousands(n)}`;
  if (within.from > 0) return `longer by ${bracketed(formatDurationRange(perYear))} a year (${interval})`;
  if (within.to < 0) return `shorter by ${bracketed(formatDurationRange(negated(perYear)))} a year (${interval})`;
  return `none that could be told from chance (${interval})`;
}

function signed({ from, to }: Range): string {
  return `${formatDurationRange({ from, to: from })} to ${formatDurationRange({ from: to, to })}`;
}

function negated({ from, to }: Range): Range {
  return { from: -to, to: -from };
}

/** `1 in 40`, rounded so that it does not look rarer than it is. */
export function chanceText(chance: number): string {
  return chance <= 0.0001 ? "less than 1 in 10,000" : `1 in ${Math.floor(1 / chance)}`;
}
