import { csvOf } from "../../kit/tables/csv.js";
import { parquetOf } from "../../kit/tables/parquet.js";
import type { Table } from "../../kit/tables/table.js";
import type { FileKind } from "../../shared/file-kind.js";
import type { Site } from "../../shared/site-model.js";
import { dataPackage, tablePath } from "./data-package.js";

/** `data/tables/`: the data set as tables, for spreadsheets and analysts, and `data/datapackage.json` with their schemas. */
export const tableFiles =
  (tables: readonly ((site: Site) => Table)[]): FileKind =>
  (site) => {
    const made = tables.map((table) => table(site));
    return [
      { path: "data/datapackage.json", content: `${JSON.stringify(dataPackage(site, made), null, 1)}\n` },
      ...made.flatMap((table) => [
        { path: tablePath(table.name, "csv"), content: csvOf(table) },
        { path: tablePath(table.name, "parquet"), content: parquetOf(table) },
      ]),
    ];
  };
