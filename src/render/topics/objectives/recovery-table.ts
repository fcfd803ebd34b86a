import type { ComplianceRow } from "../../../measure/objective-compliance.js";
import type { Objective } from "../../../model/schema-types.js";
import { parseTime } from "../../../model/values/time.js";
import { type Column, inSeconds, rangeColumns, tableOf } from "../../kit/tables/table.js";
import { documentColumns } from "../../shared/document-columns.js";
import type { Site } from "../../shared/site-model.js";

type Row = { row: ComplianceRow; objective: Objective | undefined };

const isDuration = ({ objective }: Row) => objective?.measure === "duration";

const columns: Column<Row>[] = [
  ...documentColumns<Row>(({ row }) => row),
  {
    name: "objective",
    type: "string",
    description: "The id of the recovery objective",
    cell: ({ row }) => row.objective,
  },
  {
    name: "measure",
    type: "string",
    description: "duration, in seconds, or count",
    cell: ({ objective }) => objective?.measure ?? null,
  },
  ...rangeColumns<Row>("value", "number", "The value, in seconds or as a count", (one) =>
    isDuration(one) ? inSeconds(one.row.value) : one.row.value,
  ),
  {
    name: "target",
    type: "number",
    description: "What it should be, in seconds or as a count",
    cell: (one) => (one.row.target === null ? null : isDuration(one) ? one.row.target / 1000 : one.row.target),
  },
  {
    name: "compliance",
    type: "string",
    description: "met, breached, undecided (the range contains the target), unknown, no-target or not-applicable",
    cell: ({ row }) => row.compliance,
  },
  {
    name: "service",
    type: "string",
    description: "The service that it was measured on, where it is of one",
    cell: ({ row }) => row.entry?.service ?? null,
  },
  {
    name: "of",
    type: "string",
    description: "The relapse that it is of, as relapse or relapse-2; empty for the incident up to its first end",
    cell: ({ row }) => row.of,
  },
  ...rangeColumns<Row>("as_of", "time", "When the value was taken, where its author says", ({ row }) =>
    row.entry?.as_of === undefined ? null : parseTime(row.entry.as_of),
  ),
  {
    name: "derived",
    type: "boolean",
    description: "Whether it comes from the marks of the timeline and not from an entry",
    cell: ({ row }) => row.entry === null,
  },
  {
    name: "counted",
    type: "boolean",
    description: "Whether it enters the figures: of a published incident",
    cell: ({ row }) => row.counted,
  },
];

/** A row for each value of a recovery objective. */
export const recoveryTable = tableOf(
  "recovery",
  "A row for each value measured against a recovery objective",
  columns,
  (site: Site) =>
    [...site.newestFirst, ...site.graph.collection.drills].flatMap(({ id }) =>
      (site.measures.objectiveCompliance.byDocument.get(id) ?? []).map((row) => ({
        row,
        objective: site.objectives.get(row.objective),
      })),
    ),
);
