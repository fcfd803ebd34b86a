import { licenceOf } from "../../../model/licence.js";
import { type Column, tableOf } from "../../kit/tables/table.js";
import type { Site } from "../../shared/site-model.js";

const columns: Column<Site>[] = [
  {
    name: "title",
    type: "string",
    description: "The title of the collection",
    cell: ({ graph }) => graph.collection.config.title,
  },
  {
    name: "audience",
    type: "string",
    description: "public or internal: for whom it was written",
    cell: ({ audience }) => audience,
  },
  { name: "as_of", type: "date", description: "The day that counted as today, in UTC", cell: ({ now }) => now },
  {
    name: "commit",
    type: "string",
    description: "The commit that it was written from; empty outside git",
    cell: ({ commit }) => commit?.hash ?? null,
  },
  { name: "inquest", type: "string", description: "The version of inquest", cell: ({ version }) => version },
  {
    name: "licence",
    type: "string",
    description: "The licence of the data, by its name",
    cell: ({ graph }) => licenceOf(graph.collection.config)?.title ?? null,
  },
];

/** One row: the collection that the data set is of. */
export const collectionsTable = tableOf(
  "collections",
  "One row: the collection that the data set is of",
  columns,
  (site: Site) => [site],
);
