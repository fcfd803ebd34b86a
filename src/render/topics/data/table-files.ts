import { inPieces } from "../../../model/page.js";
import { csvPieces } from "../../kit/tables/csv.js";
import { parquetOf } from "../../kit/tables/parquet.js";
import type { Table } from "../../kit/tables/table.js";
import type { FileKind } from "../../shared/file-kind.js";
import type { Site } from "../../shared/site-model.js";
import { dataPackage, tablePath } from "./data-package.js";

/** `data/tables/`: the data set as tables, for spreadsheets and analysts, and `data/datapackage.json` with their schemas. */
export const tableFiles = (tables: readonly ((site: Site) => Table)[]): FileKind =>
  function* (site) {
    const described: Omit<Table, "rows">[] = [];
    for (const make of tables) {
      const { rows, ...table } = make(site);
      described.push(table);
      yield* inPieces(tablePath(table.name, "csv"), csvPieces({ ...table, rows }));
      yield { path: tablePath(table.name, "parquet"), content: parquetOf({ ...table, rows }) };
    }
    yield { path: "data/datapackage.json", content: `${JSON.stringify(dataPackage(site, described), null, 1)}\n` };
  };
