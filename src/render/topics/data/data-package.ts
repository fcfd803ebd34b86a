import { licenceOf } from "../../../model/licence.js";
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

/** How a reader of a data package finds the rows of a column. */
function fieldOf(column: Table["columns"][number]) {
  return {
    name: column.name,
    type: TYPES[column.type],
    ...(column.type === "time" ? { format: "%Y-%m-%dT%H:%M:%S.%fZ" } : {}),
    description: column.description,
  };
}

/** The tables with the schema of each, as a Frictionless Data Package (specs.frictionlessdata.io, version 1). */
export function dataPackage(site: Site, tables: readonly Omit<Table, "rows">[]) {
  const { config } = site.graph.collection;
  const licence = licenceOf(config);
  return {
    profile: "tabular-data-package",
    name: "inquest",
    title: config.title,
    ...(licence ? { licenses: [{ title: licence.title, path: licence.url }] } : {}),
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
        fields: columns.map(fieldOf),
      },
    })),
  };
}

const MEDIA_TYPES = { csv: "text/csv", json: "application/json", parquet: "application/vnd.apache.parquet" } as const;

/** The same of a data set whose tables are each in several files. The years of their folders are a column for those who read them. */
export function dataSetPackage(
  { title, licence }: { title: string; licence: { title: string; url: string } | null },
  tables: readonly { table: Table; paths: readonly string[] }[],
  format: keyof typeof MEDIA_TYPES,
) {
  return {
    profile: "data-package",
    name: "inquest",
    title,
    ...(licence ? { licenses: [{ title: licence.title, path: licence.url }] } : {}),
    resources: tables.map(({ table: { name, description, columns }, paths }) => ({
      profile: format === "parquet" ? "data-resource" : "tabular-data-resource",
      name,
      path: paths,
      description,
      format,
      mediatype: MEDIA_TYPES[format],
      encoding: "utf-8",
      schema: { missingValues: [""], fields: columns.map(fieldOf) },
    })),
  };
}
