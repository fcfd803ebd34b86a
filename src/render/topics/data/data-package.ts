import type { ColumnType, Table } from "../../kit/tables/table.js";
import type { Site } from "../../shared/site-model.js";

const TYPES: Readonly<Record<ColumnType, string>> = {
  string: "string",
  integer: "integer",
  number: "number",
  boolean: "boolean",
  date: "date",
  time: "datetime",
};

/** Where a table lies, from the root of the site. */
export function tablePath(name: string, format: "csv" | "parquet"): string {
  return `data/tables/${name}.${format}`;
}

/** The tables with the schema of each, as a Frictionless Data Package (specs.frictionlessdata.io, version 1). */
export function dataPackage(site: Site, tables: readonly Table[]) {
  const { title, site: settings } = site.graph.collection.config;
  const license = settings?.license;
  return {
    profile: "tabular-data-package",
    name: "inquest",
    title,
    ...(license ? { licenses: [{ title: license.title, path: license.url }] } : {}),
    resources: tables.map(({ name, description, columns }) => ({
      profile: "tabular-data-resource",
      name,
      path: `tables/${name}.csv`,
      description,
      format: "csv",
      mediatype: "text/csv",
      encoding: "utf-8",
      schema: {
        missingValues: [""],
        fields: columns.map((column) => ({
          name: column.name,
          type: TYPES[column.type],
          ...(column.type === "time" ? { format: "%Y-%m-%dT%H:%M:%S.%fZ" } : {}),
          description: column.description,
        })),
      },
    })),
  };
}
