import type { Edge } from "../../../model/graph.js";
import { type Column, tableOf } from "../../kit/tables/table.js";
import type { Site } from "../../shared/site-model.js";

const columns: Column<Edge>[] = [
  {
    name: "from_ref",
    type: "string",
    description: "The name of the entry that it starts at",
    cell: ({ from }) => from,
  },
  { name: "to_ref", type: "string", description: "The name of the entry that it ends at", cell: ({ to }) => to },
  {
    name: "type",
    type: "string",
    description:
      "What it says, read as a sentence: incident `violates` invariant; `misreads` is incident to unclear contract, `recurs` to the earlier incident",
    cell: ({ type }) => type,
  },
  { name: "why", type: "string", description: "What the author says about it", cell: ({ why }) => why },
  {
    name: "detail",
    type: "string",
    description: "A role, a state, an outcome or a relation",
    cell: ({ detail }) => detail,
  },
];

/** A row for each link between two entries. */
export const linksTable = tableOf(
  "links",
  "A row for each link, with its reason; `from_ref` and `to_ref` are names of `entries`",
  columns,
  ({ graph }: Site) => graph.edges,
);
