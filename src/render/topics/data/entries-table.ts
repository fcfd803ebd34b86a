import type { GraphNode } from "../../../model/graph.js";
import { type Column, tableOf } from "../../kit/tables/table.js";
import type { Site } from "../../shared/site-model.js";

const columns: Column<GraphNode>[] = [
  {
    name: "ref",
    type: "string",
    description: "Its name: type and id, such as `contract:bundle-refresh-on-restart`",
    cell: ({ ref }) => ref,
  },
  {
    name: "type",
    type: "string",
    description: "What it is: incident, drill, contract, kind",
    cell: ({ type }) => type,
  },
  { name: "id", type: "string", description: "The id as authors write it", cell: ({ id }) => id },
  { name: "title", type: "string", description: "Its title", cell: ({ title }) => title },
  {
    name: "document",
    type: "string",
    description: "The document that it is an entry of, by its name; empty for what stands alone",
    cell: ({ document }) => document,
  },
];

/** A row for each thing that has a name: documents, entries of catalogs, entries of documents. */
export const entriesTable = tableOf(
  "entries",
  "A row for each document, entry of a catalog and entry of a document",
  columns,
  ({ graph }: Site) => [...graph.nodes.values()],
);
