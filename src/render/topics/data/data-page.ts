import { licenceOf } from "../../../model/licence.js";
import { capitalize } from "../../../util/capitalize.js";
import type { Table } from "../../kit/tables/table.js";
import type { PageKind } from "../../shared/page-kind.js";
import { schemaPath } from "../../shared/paths.js";
import type { Site } from "../../shared/site-model.js";
import { tablePath } from "./data-package.js";
import { Dictionary, type FieldGroup } from "./schema-fields.js";

/** A data file, or all files of one sort. */
interface DataFile {
  /** The anchor in the page. */
  id: string;
  /** As it is written, with a placeholder where there are many. */
  name: string;
  /** The file itself, or one of them; null where there is none. */
  path: string | null;
  schema: string;
  text: string;
  groups: FieldGroup[];
}

const FILES: readonly { id: string; name: string }[] = [
  { id: "postmortems", name: "data/postmortems.json" },
  { id: "incident", name: "data/incidents/<id>.json" },
  { id: "drill-record", name: "data/drills/<id>.json" },
  { id: "graph", name: "data/graph.json" },
  { id: "measures", name: "data/measures.json" },
];

/** What every file says of itself; explained once. */
const HEAD = ["$schema", "version", "title", "audience", "as_of", "commit", "inquest"];

/** `/data/`: the data files and tables, and what each of their fields means. */
export const dataPages = (tables: readonly ((site: Site) => Table)[]): PageKind => ({
  template: "data/data",
  folder: "data",
  namesCommit: true,
  pages: (site) => {
    const dictionary = new Dictionary(site.schemas);
    return [
      {
        path: "data/index.html",
        title: "Data",
        description: "Everything on this site as JSON, with schemas and a data dictionary.",
        section: null,
        model: {
          files: FILES.filter(({ id }) => site.schemas.has(id)).map((file) => dataFile(site, dictionary, file)),
          head: dictionary
            .groups("postmortems")
            .filter(({ path }) => HEAD.includes(path))
            // Each file names a schema of its own.
            .map((field) => (field.path === "$schema" ? { ...field, type: "text" } : field)),
          tables: tables.map((table) => tableEntry(table(site))),
          schemas: [...site.schemas.keys()].sort().map((name) => ({ name, path: schemaPath(name) })),
          license: licenceOf(site.graph.collection.config),
          hasFeeds: site.baseUrl !== null,
          commit: site.commit?.hash ?? null,
          now: site.now,
        },
      },
    ];
  },
});

function dataFile(site: Site, dictionary: Dictionary, { id, name }: { id: string; name: string }): DataFile {
  const first = (id === "drill-record" ? site.graph.collection.drills : site.newestFirst)[0];
  return {
    id,
    name,
    path: name.includes("<id>") ? (first ? name.replace("<id>", first.id) : null) : name,
    schema: schemaPath(id),
    // The name of the file is in the heading already.
    text: capitalize(dictionary.description(id).replace(/^`[^`]*`: /, "")),
    groups: dictionary.groups(id, new Set(HEAD)),
  };
}

/** A table, with its columns as the dictionary shows fields. */
function tableEntry({ name, description, columns, rows }: Table) {
  return {
    name,
    text: description,
    rows: rows.length,
    csv: tablePath(name, "csv"),
    parquet: tablePath(name, "parquet"),
    fields: columns.map((column) => ({ path: column.name, type: column.type, text: column.description })),
  };
}
