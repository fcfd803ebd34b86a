import { stringify } from "csv-stringify/sync";
import type { Cell, Column, Table } from "./table.js";

/**
 * A table as CSV (RFC 4180) in UTF-8, with a line of names. Null is an empty cell; a text that a spreadsheet would take
 * for a formula has an apostrophe before it.
 */
export function csvOf({ columns, rows }: Table): string {
  const lines = rows.map((row) => row.map((cell, at) => written(cell, columns[at]?.type)));
  return stringify([columns.map(({ name }) => name), ...lines], { escape_formulas: true, record_delimiter: "windows" });
}

function written(cell: Cell, type: Column<never>["type"] | undefined): Cell {
  if (typeof cell === "boolean") return String(cell);
  return type === "time" && typeof cell === "number" ? new Date(cell).toISOString() : cell;
}
