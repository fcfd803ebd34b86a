import type { Action, Day } from "../../../model/schema-types.js";
import { filled } from "../../../model/values/blank.js";
import { type Column, joined, tableOf } from "../../kit/tables/table.js";
import { customColumns } from "../../shared/custom-facts.js";
import { documentColumns } from "../../shared/document-columns.js";
import type { Site } from "../../shared/site-model.js";

type Row = { document: string; type: string; action: Action };

const columns: Column<Row>[] = [
  ...documentColumns<Row>((row) => row),
  { name: "id", type: "string", description: "The id of the action in the document", cell: ({ action }) => action.id },
  { name: "title", type: "string", description: "What is to be done", cell: ({ action }) => action.title },
  {
    name: "for",
    type: "string",
    description: "prevent, detect, mitigate, clarify, observe or rehearse",
    cell: ({ action }) => action.type,
  },
  {
    name: "state",
    type: "string",
    description: "How far it is; reported and reported-done are of third-party accounts",
    cell: ({ action }) => action.state,
  },
  { name: "owner", type: "string", description: "Who does it", cell: ({ action }) => action.owner ?? null },
  { name: "due", type: "date", description: "When it is due", cell: ({ action }) => filled<Day>(action.due) ?? null },
  {
    name: "done_on",
    type: "date",
    description: "When it was done",
    cell: ({ action }) => filled<Day>(action.done_on) ?? null,
  },
  { name: "tracker", type: "string", description: "Its ticket", cell: ({ action }) => action.tracker ?? null },
  {
    name: "addresses",
    type: "string",
    description: "What it addresses",
    cell: ({ action }) => joined(action.addresses ?? []),
  },
];

/** A row for each action. */
export const actionsTable = tableOf(
  "actions",
  "A row for each action of a postmortem or drill",
  columns,
  (site: Site) =>
    [...site.newestFirst, ...site.graph.collection.drills].flatMap(({ id, type, data }) =>
      (data.actions ?? []).map((action) => ({ document: id, type, action })),
    ),
  (site) => customColumns(site, "action", ({ action }) => action, columns),
);
