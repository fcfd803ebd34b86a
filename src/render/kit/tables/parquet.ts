import type { SchemaElement } from "hyparquet";
import { type BasicType, parquetWriteBuffer } from "hyparquet-writer";
import { parseMoment } from "../../../model/values/time.js";
import type { Cell, ColumnType, Table } from "./table.js";

const TYPES: Readonly<Record<ColumnType, BasicType>> = {
  string: "STRING",
  integer: "INT32",
  number: "DOUBLE",
  boolean: "BOOLEAN",
  date: "STRING",
  time: "TIMESTAMP",
};

/** Days and times in the types that Parquet has for them; a time is an instant, in milliseconds of UTC. */
const TYPED = {
  date: { type: "INT32", converted_type: "DATE" },
  time: {
    type: "INT64",
    converted_type: "TIMESTAMP_MILLIS",
    logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MILLIS" },
  },
  string: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  integer: { type: "INT32" },
  number: { type: "DOUBLE" },
  boolean: { type: "BOOLEAN" },
} as const satisfies Record<ColumnType, Partial<SchemaElement>>;

/** A table as Apache Parquet in which days and instants have their own types. */
export function typedParquetOf({ columns, rows }: Table): Uint8Array {
  const schema: SchemaElement[] = [
    { name: "root", num_children: columns.length },
    ...columns.map(({ name, type }) => ({ name, repetition_type: "OPTIONAL" as const, ...TYPED[type] })),
  ];
  const columnData = columns.map(({ name, type }, at) => ({
    name,
    data: rows.map((row) => typedValue(row[at] ?? null, type)),
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData, schema }));
}

function typedValue(cell: Cell, type: ColumnType): Cell | Date {
  if (type !== "date") return value(cell, type);
  const at = cell === null ? undefined : parseMoment(String(cell))?.from;
  return at === undefined ? null : new Date(at);
}

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
