import type { AnyDocument } from "../../../model/collection.js";
import type { Evidence } from "../../../model/schema-types.js";
import { type Column, tableOf } from "../../kit/tables/table.js";
import { documentColumns } from "../../shared/document-columns.js";
import { hashState } from "../../shared/document-evidence.js";
import type { Site } from "../../shared/site-model.js";

type Row = { document: string; type: string; entry: Evidence; state: string | null };

const columns: Column<Row>[] = [
  ...documentColumns<Row>((row) => row),
  { name: "id", type: "string", description: "The id of the entry in the document", cell: ({ entry }) => entry.id },
  { name: "kind", type: "string", description: "What it is: log, metric, trace", cell: ({ entry }) => entry.kind },
  { name: "title", type: "string", description: "Its title", cell: ({ entry }) => entry.title ?? null },
  {
    name: "file",
    type: "string",
    description: "The name of its file in the folder of the document's evidence",
    cell: ({ entry }) => entry.file ?? null,
  },
  {
    name: "sha256",
    type: "string",
    description: "The SHA-256 that was recorded, in hex",
    cell: ({ entry }) => entry.sha256 ?? null,
  },
  {
    name: "hash_state",
    type: "string",
    description:
      "matches: the file has the recorded hash; differs: it has another; gone: the file is not there; empty: nothing to compare",
    cell: ({ state }) => state,
  },
];

/** A row for each piece of evidence that exists. */
export const evidenceTable = tableOf(
  "evidence",
  "A row for each piece of evidence that exists",
  columns,
  (site: Site) =>
    [...site.newestFirst, ...site.graph.collection.drills].flatMap((document: AnyDocument) =>
      (document.data.evidence ?? []).map((entry) => ({
        document: document.id,
        type: document.type,
        entry,
        state: hashState(site, document, entry),
      })),
    ),
);
