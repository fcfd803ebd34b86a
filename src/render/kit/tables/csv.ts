import { stringify } from "csv-stringify/sync";
import type { Cell, Column, Table } from "./table.js";

/** What a spreadsheet takes for a formula, also behind space and invisible characters, which some drop. */
const FORMULA = /^(?:[\s\p{Cc}\p{Cf}]*[=+\-@\uff0b\uff0d\uff1d\uff20]|[\t\r])/u;

/**
 * A table as CSV (RFC 4180) in UTF-8, with a line of names. Null is an empty cell; a text that a spreadsheet would take
 * for a formula has an apostrophe before it.
 */
export function csvOf(table: Table): string {
  return [...csvPieces(table)].join("");
}

const ROWS_PER_PIECE = 1000;

/** The same in pieces. */
export function* csvPieces({ columns, rows }: Table): Generator<string> {
  yield lines([columns.map(({ name }) => name)]);
  for (let from = 0; from < rows.length; from += ROWS_PER_PIECE) {
    const some = rows.slice(from, from + ROWS_PER_PIECE);
    yield lines(some.map((row) => row.map((cell, at) => written(cell, columns[at]?.type))));
  }
}

function lines(rows: readonly (readonly Cell[])[]): string {
  // By default only the delimiter of records is quoted, and a reader takes a lone CR or LF for one.
  return stringify([...rows], { quoted_match: /[\r\n]/, record_delimiter: "windows" });
}

function written(cell: Cell, type: Column<never>["type"] | undefined): Cell {
  if (typeof cell === "boolean") return String(cell);
  if (typeof cell === "string") return FORMULA.test(cell) ? `'${cell}` : cell;
  return type === "time" && typeof cell === "number" ? new Date(cell).toISOString() : cell;
}
