import type { Quartiles } from "../../../measure/quartiles.js";
import type { Range } from "../../../model/values/range.js";
import { thousands } from "../../kit/formats/format-duration.js";
import type { Block, Column, Mention, Text } from "../../kit/report/tree.js";

/** A table of a report shows at most this many rows, and says how many more there are. */
const MAX_ROWS = 12;

/** A number with its noun: `1 incident`, `1,200 incidents`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${thousands(n)} ${n === 1 ? one : many}`;
}

/** `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** The cells of `QUARTILE_COLUMNS`: n, lower quartile, median, upper quartile. */
export function quartileCells(quartiles: Quartiles | null, write: (range: Range) => string): string[] {
  if (quartiles === null) return ["0", "–", "–", "–"];
  const { n, lower, median, upper } = quartiles;
  return [thousands(n), lower ? write(lower) : "–", median ? write(median) : "–", upper ? write(upper) : "–"];
}

export const QUARTILE_COLUMNS: readonly Column[] = [
  { title: "n", align: "right" },
  { title: "Lower quartile", align: "right" },
  { title: "Median", align: "right" },
  { title: "Upper quartile", align: "right" },
];

/** A table cut to what fits a report, with a note on what was cut. Nothing for no rows. */
export function tableOf(
  columns: readonly Column[],
  rows: readonly (readonly Text[])[],
  what: string,
  most = MAX_ROWS,
): Block[] {
  if (rows.length === 0) return [];
  const table: Block = { type: "table", columns, rows: rows.slice(0, most) };
  const more = rows.length - most;
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
