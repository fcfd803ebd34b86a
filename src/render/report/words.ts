import type { Quartiles } from "../../measure/quartiles.js";
import { ENOUGH_FOR_TREND, LONG_ENOUGH_DAYS, type Trend } from "../../measure/theil-sen.js";
import type { Range } from "../../model/range.js";
import { formatDurationRange, thousands } from "../helpers/format-duration.js";
import type { Block, Column, Mention, Text } from "./tree.js";

/** How many rows a table of a report has at most; the rest is told by their number. */
const MOST_ROWS = 12;

/** A number with its noun: `1 incident`, `1,200 incidents`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${thousands(n)} ${n === 1 ? one : many}`;
}

/** `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

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

/** The cells of `QUARTILE_COLUMNS`: n, lower quartile, median, upper quartile. */
export function quartileCells(quartiles: Quartiles | null, write: (range: Range) => string): string[] {
  if (quartiles === null) return ["0", "–", "–", "–"];
  const { n, lower, median, upper } = quartiles;
  return [thousands(n), lower ? write(lower) : "–", write(median), upper ? write(upper) : "–"];
}

export const QUARTILE_COLUMNS: readonly Column[] = [
  { title: "n", align: "right" },
  { title: "Lower quartile", align: "right" },
  { title: "Median", align: "right" },
  { title: "Upper quartile", align: "right" },
];

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

/** A table cut to what fits a report, with a note on what was cut. Nothing for no rows. */
export function tableOf(columns: readonly Column[], rows: readonly (readonly Text[])[], what: string): Block[] {
  if (rows.length === 0) return [];
  const table: Block = { type: "table", columns, rows: rows.slice(0, MOST_ROWS) };
  const more = rows.length - MOST_ROWS;
  return more <= 0
    ? [table]
    : [table, { type: "note", text: `And ${thousands(more)} more ${what}; --format json has them all.` }];
}

/** The documents that a figure counts; nothing for none. */
export function idsOf(label: string, ids: readonly Mention[]): Block[] {
  return ids.length === 0 ? [] : [{ type: "ids", label, ids }];
}

export const left = (title: string): Column => ({ title, align: "left" });
export const right = (title: string): Column => ({ title, align: "right" });
