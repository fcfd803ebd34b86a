import { csvOf } from "../data/tables/csv.js";
import { dataPackage, tablePath } from "../data/tables/data-package.js";
import { tables } from "../data/tables/index.js";
import { parquetOf } from "../data/tables/parquet.js";
import type { FileKind } from "./site-files.js";

/** `data/tables/`: the data set as tables, for spreadsheets and analysts, and `data/datapackage.json` with their schemas. */
export const tableFiles: FileKind = (site) => {
  const made = tables.map((table) => table(site));
  return [
    { path: "data/datapackage.json", content: `${JSON.stringify(dataPackage(site, made), null, 1)}\n` },
    ...made.flatMap((table) => [
      { path: tablePath(table.name, "csv"), content: csvOf(table) },
      { path: tablePath(table.name, "parquet"), content: parquetOf(table) },
    ]),
  ];
};
