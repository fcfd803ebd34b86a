import type { Range } from "../../../model/values/range.js";
import { parseMoment } from "../../../model/values/time.js";
import type { JsonSchema, Shape } from "../../../util/shape.js";

/** A cell. Null: unknown, not recorded, or not applicable. */
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
  /** Whether it holds the id of the document that a row is of, which begins with a day. */
  isDocument?: true;
}

/** A table of the data set, with its cells. */
export interface Table {
  /** Its file is `data/tables/<name>.csv`. */
  name: string;
  description: string;
  columns: readonly Omit<Column<never>, "cell" | "isDocument">[];
  /** The column with the document that a row is of; absent where rows are of none. */
  documentColumn?: string | undefined;
  rows: readonly (readonly Cell[])[];
}

/** Makes a table, and says of it what holds whatever it is made of. */
export interface TableMaker<Source> {
  (source: Source): Table;
  shape: Omit<Table, "rows">;
}

/**
 * Makes a table of what its rows are about; `subjects` finds those in whatever the table is made from, and `more` columns
 * that stand after the others.
 */
export function tableOf<Source, Row>(
  name: string,
  description: string,
  columns: readonly Column<Row>[],
  subjects: (source: Source) => readonly Row[],
  more: (source: Source) => readonly Column<Row>[] = () => [],
): TableMaker<Source> {
  const shapeWith = (all: readonly Column<Row>[]) => ({
    name,
    description,
    columns: all.map((column) => ({ name: column.name, type: column.type, description: column.description })),
    documentColumn: all.find(({ isDocument }) => isDocument)?.name,
  });
  const make = (source: Source): Table => {
    const all = [...columns, ...more(source)];
    return { ...shapeWith(all), rows: subjects(source).map((subject) => all.map(({ cell }) => cell(subject))) };
  };
  return Object.assign(make, { shape: shapeWith(columns) });
}

/**
 * Makes columns of the fields of a public record: name, type and description are those of its shape. A list of texts is
 * joined in one cell, and a day that does not exist is left out.
 */
export function recordColumns<R extends object, Row>(shape: Shape<R>, recordOf: (row: Row) => R) {
  const { properties } = shape.schema as { properties: Record<string, JsonSchema> };
  return (...names: readonly (keyof R & string)[]): Column<Row>[] =>
    names.map((name) => {
      const schema = properties[name] ?? {};
      const type = columnType(schema);
      return {
        name,
        type,
        description: String(schema.description),
        cell: (row) => {
          const value = recordOf(row)[name];
          if (Array.isArray(value)) return joined(value as string[]);
          return type === "date" && parseMoment(String(value)) === undefined ? null : (value as Cell);
        },
      };
    });
}

function columnType({ type, format }: JsonSchema): ColumnType {
  if (format === "date") return "date";
  return type === "integer" || type === "boolean" ? type : "string";
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
