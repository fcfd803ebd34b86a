import { type BasicType, parquetWriteBuffer } from "hyparquet-writer";
import type { Cell, ColumnType, Table } from "./table.js";

const TYPES: Readonly<Record<ColumnType, BasicType>> = {
  string: "STRING",
  integer: "INT32",
  number: "DOUBLE",
  boolean: "BOOLEAN",
  date: "STRING",
  time: "TIMESTAMP",
};

/** A table as Apache Parquet: times are timestamps in UTC, days are texts, as they are in CSV. */
export function parquetOf({ columns, rows }: Table): Uint8Array {
  const columnData = columns.map(({ name, type }, at) => ({
    name,
    type: TYPES[type],
    data: rows.map((row) => value(row[at] ?? null, type)),
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

function value(cell: Cell, type: ColumnType): Cell | Date {
  return type === "time" && typeof cell === "number" ? new Date(cell) : cell;
}
