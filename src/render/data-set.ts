import { compareText } from "../model/diagnostic.js";
import type { OutputFile } from "../model/page.js";
import { groupBy } from "../util/group-by.js";
import { csvOf } from "./kit/tables/csv.js";
import { typedParquetOf } from "./kit/tables/parquet.js";
import type { Table } from "./kit/tables/table.js";
import { dataSetPackage } from "./topics/data/data-package.js";

/** What the files of the data set can be. */
export type DataSetFormat = "csv" | "json" | "parquet";

/** The tables of a collection, and what they are of. */
export interface DataSet {
  title: string;
  licence: { title: string; url: string } | null;
  tables: readonly Table[];
}

/** What stands for a year that is not known, as Hive, Spark and DuckDB read it: null. */
const NO_YEAR = "__HIVE_DEFAULT_PARTITION__";

const PRINTERS: Readonly<Record<DataSetFormat, (table: Table) => string | Uint8Array>> = {
  csv: csvOf,
  json: jsonOf,
  parquet: typedParquetOf,
};

/**
 * The data set as files: a folder for each table, in it one for each year that its documents are of, as `year=2026`. Tables whose rows are of
 * no document are one file. `datapackage.json` describes all columns.
 */
export function dataSetFiles({ title, licence, tables }: DataSet, format: DataSetFormat): OutputFile[] {
  const made = tables.map((table) => ({ table, files: filesOf(table, format) }));
  const contents = dataSetPackage(
    { title, licence },
    made.map(({ table, files }) => ({ table, paths: files.map(({ path }) => path) })),
    format,
  );
  return [
    { path: "datapackage.json", content: `${JSON.stringify(contents, null, 1)}\n` },
    ...made.flatMap(({ files }) => files),
  ];
}

function filesOf(table: Table, format: DataSetFormat): OutputFile[] {
  const { name, columns, rows, documentColumn } = table;
  const print = PRINTERS[format];
  const at = columns.findIndex((column) => column.name === documentColumn);
  if (at < 0) return [{ path: `${name}/data.${format}`, content: print(table) }];
  const years = groupBy(rows, (row) => /^\d{4}(?=-)/.exec(String(row[at]))?.[0] ?? NO_YEAR);
  // A table without rows still says which columns it has.
  if (years.size === 0) return [{ path: `${name}/year=${NO_YEAR}/data.${format}`, content: print(table) }];
  return [...years]
    .sort(([a], [b]) => compareText(a, b))
    .map(([year, some]) => ({ path: `${name}/year=${year}/data.${format}`, content: print({ ...table, rows: some }) }));
}

/** A list with a record a line; times are RFC 3339. */
function jsonOf({ columns, rows }: Table): string {
  const lines = rows.map((row) =>
    JSON.stringify(
      Object.fromEntries(
        columns.map(({ name, type }, at) => {
          const cell = row[at] ?? null;
          return [name, type === "time" && typeof cell === "number" ? new Date(cell).toISOString() : cell];
        }),
      ),
    ),
  );
  return `[\n${lines.join(",\n")}\n]\n`;
}
