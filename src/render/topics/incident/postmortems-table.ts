import { classOfKind } from "../../../model/kinds.js";
import { type Column, inSeconds, joined, rangeColumns, recordColumns, tableOf } from "../../kit/tables/table.js";
import { customColumns } from "../../shared/custom-facts.js";
import { postmortemRecord, postmortemRecordShape } from "../../shared/postmortem-record.js";
import type { Site } from "../../shared/site-model.js";

type Row = { record: ReturnType<typeof postmortemRecord>; site: Site };

const delayOf = ({ record, site }: Row) => site.measures.detectionDelay.incidents.get(record.id);

const fields = recordColumns(postmortemRecordShape, ({ record }: Row) => record);

const columns: Column<Row>[] = [
  ...fields("id").map((column) => ({ ...column, isDocument: true as const })),
  ...fields("title", "kind", "status", "account", "date", "published_on", "severity"),
  {
    name: "class",
    type: "string",
    description: "The class of its primary kind of failure",
    cell: ({ record }) => (record.failure_kinds[0] === undefined ? null : classOfKind(record.failure_kinds[0])),
  },
  ...fields("failure_kinds", "organisations"),
  {
    name: "services",
    type: "string",
    description: "The services that failed or suffered",
    cell: ({ record }) => joined(record.services.map(({ service }) => service)),
  },
  ...fields("manifestation", "pattern"),
  {
    name: "violated_invariants",
    type: "string",
    description: "What was violated, or in a near-miss threatened: the ids of invariants of the catalog",
    cell: ({ record }) => joined(record.violated_invariants.filter((one) => typeof one === "string")),
  },
  {
    name: "unclear_contracts",
    type: "string",
    description: "What lacked clarity: the ids of contracts of the catalog",
    cell: ({ record }) => joined(record.unclear_contracts.filter((one) => typeof one === "string")),
  },
  ...rangeColumns<Row>(
    "detection_delay_s",
    "number",
    "Seconds from began to detected; negative where the alarm came first",
    (row) => inSeconds(delayOf(row)?.delay),
  ),
  ...rangeColumns<Row>("blind_time_s", "number", "The positive part of the delay in seconds", (row) =>
    inSeconds(delayOf(row)?.blind),
  ),
  ...rangeColumns<Row>("triage_s", "number", "Seconds from detected to diagnosed", (row) =>
    inSeconds(delayOf(row)?.triage),
  ),
  ...fields("breached_objectives", "skipped_steps", "gaps", "open_gaps", "actions"),
];

/** A row for each postmortem. */
export const postmortemsTable = tableOf(
  "postmortems",
  "A row for each postmortem, the newest first",
  columns,
  (site: Site) => site.newestFirst.map((one) => ({ record: postmortemRecord(site, one), site })),
  (site) => customColumns(site, "postmortem", ({ record }) => record, columns),
);
