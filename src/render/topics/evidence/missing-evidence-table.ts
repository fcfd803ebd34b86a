import type { MissingEvidence } from "../../../model/schema-types.js";
import { listOf } from "../../../model/values/blank.js";
import { type Column, tableOf } from "../../kit/tables/table.js";
import { documentColumns } from "../../shared/document-columns.js";
import type { Site } from "../../shared/site-model.js";

type Row = { document: string; type: string; gap: MissingEvidence };

const columns: Column<Row>[] = [
  ...documentColumns<Row>((row) => row),
  { name: "id", type: "string", description: "The id of the gap in the document", cell: ({ gap }) => gap.id },
  { name: "what", type: "string", description: "What was missing", cell: ({ gap }) => gap.what },
  { name: "kind", type: "string", description: "The kind of evidence that was missing", cell: ({ gap }) => gap.kind },
  {
    name: "missing_to",
    type: "string",
    description: "responders, reviewers, or readers of a third-party record",
    cell: ({ gap }) => gap.missing_to ?? "responders",
  },
  {
    name: "needed_for",
    type: "string",
    description: "Which question it would have answered",
    cell: ({ gap }) => gap.needed_for,
  },
  {
    name: "status",
    type: "string",
    description: "open, or closed where it exists now",
    cell: ({ gap }) => gap.status ?? "open",
  },
  {
    name: "artifact",
    type: "string",
    description: "What exists now",
    cell: ({ gap }) => gap.closed_by?.artifact ?? null,
  },
  {
    name: "proven_by",
    type: "string",
    description: "The drill or incident in which that served",
    cell: ({ gap }) => gap.closed_by?.proven_by ?? null,
  },
];

/** A row for each gap. */
export const missingEvidenceTable = tableOf(
  "missing-evidence",
  "A row for each piece of evidence that was missing",
  columns,
  (site: Site) =>
    [...site.newestFirst, ...site.graph.collection.drills].flatMap(({ id, type, data }) =>
      listOf<MissingEvidence>(data.missing_evidence).map((gap) => ({ document: id, type, gap })),
    ),
);
