import type { Range } from "../../model/range.js";
import type { Site } from "./site-model.js";

/** What a cell can hold. Null: not known, not recorded, or does not arise. */
export type Cell = string | number | boolean | null;

/** What a column holds, in the words of Frictionless Table Schema; a `time` is milliseconds since the epoch. */
export type ColumnType = "string" | "integer" | "number" | "boolean" | "date" | "time";

/** A column, made from each row's subject. */
export interface Column<Row> {
  name: string;
  type: ColumnType;
  /** A sentence for the data dictionary. */
  description: string;
  cell: (row: Row) => Cell;
}

/** A table of the data set, with its cells. */
export interface Table {
  /** Its file is `data/tables/<name>.csv`. */
  name: string;
  description: string;
  columns: readonly Omit<Column<never>, "cell">[];
  rows: readonly (readonly Cell[])[];
}

/** One kind of table. To add one is to add a file, and a line in `render/tables.ts`. */
export type TableOf = (site: Site) => Table;

/** Makes a table of what its rows are about. */
export function tableOf<Row>(
  name: string,
  description: string,
  columns: readonly Column<Row>[],
  subjects: (site: Site) => readonly Row[],
): TableOf {
  return (site) => ({
    name,
    description,
    columns: columns.map(({ name, type, description }) => ({ name, type, description })),
    rows: subjects(site).map((subject) => columns.map(({ cell }) => cell(subject))),
  });
}

/** The columns that say which document a row is of. */
export function documentColumns<Row>(of: (row: Row) => { document: string; type: string }): Column<Row>[] {
  return [
    {
      name: "document",
      type: "string",
      description: "The id of the postmortem or drill",
      cell: (row) => of(row).document,
    },
    { name: "type", type: "string", description: "postmortem or drill", cell: (row) => of(row).type },
  ];
}

/** Two columns for a range: what it is at least and at most; both are the same where it is exact. */
export function rangeColumns<Row>(
  name: string,
  type: "number" | "time",
  description: string,
  range: (row: Row) => Range | null | undefined,
): Column<Row>[] {
  const end = (pick: (range: Range) => number) => (row: Row) => {
    const found = range(row);
    const value = found ? pick(found) : null;
    return value !== null && Number.isFinite(value) ? value : null;
  };
  return [
    { name: `${name}_from`, type, description: `${description}: at least`, cell: end(({ from }) => from) },
    { name: `${name}_to`, type, description: `${description}: at most`, cell: end(({ to }) => to) },
  ];
}

/** A duration in milliseconds as one in seconds. */
export function inSeconds(range: Range | null | undefined): Range | null {
  return range ? { from: range.from / 1000, to: range.to / 1000 } : null;
}

/** Several values in one cell. */
export function joined(values: Iterable<string>): string | null {
  const text = [...values].join("; ");
  return text === "" ? null : text;
}
