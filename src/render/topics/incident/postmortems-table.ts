import { parseMoment } from "../../../model/values/time.js";
import { type Column, inSeconds, joined, rangeColumns, tableOf } from "../../kit/tables/table.js";
import { postmortemRecord } from "../../shared/postmortem-record.js";
import type { Site } from "../../shared/site-model.js";

type Record = ReturnType<typeof postmortemRecord>;
type Row = { record: Record; site: Site };

const delayOf = ({ record, site }: Row) => site.measures.detectionDelay.incidents.get(record.id);

const columns: Column<Row>[] = [
  {
    name: "id",
    type: "string",
    description: "The id of the postmortem: its file name without its ending",
    cell: ({ record }) => record.id,
  },
  { name: "title", type: "string", description: "The finding in one line", cell: ({ record }) => record.title },
  {
    name: "kind",
    type: "string",
    description: "incident: an invariant was violated; near-miss: it was only threatened",
    cell: ({ record }) => record.kind,
  },
  {
    name: "status",
    type: "string",
    description: "draft, in-review or published; figures count published incidents only",
    cell: ({ record }) => record.status,
  },
  {
    name: "account",
    type: "string",
    description: "own: of those who ran the system; third-party: from the public record",
    cell: ({ record }) => record.account,
  },
  {
    name: "date",
    type: "date",
    description: "The day of the id",
    cell: ({ record }) => (record.date !== null && parseMoment(record.date) ? record.date : null),
  },
  {
    name: "published_on",
    type: "date",
    description: "When it was published",
    cell: ({ record }) => record.published_on,
  },
  { name: "severity", type: "string", description: "The id of its severity", cell: ({ record }) => record.severity },
  {
    name: "class",
    type: "string",
    description: "The class of its primary kind of failure",
    cell: ({ record }) => record.failure_kinds[0]?.split("/")[0] ?? null,
  },
  {
    name: "failure_kinds",
    type: "string",
    description: "The kinds of failure, the primary one first",
    cell: ({ record }) => joined(record.failure_kinds),
  },
  {
    name: "organisations",
    type: "string",
    description: "Whose services took part, those of the origin first",
    cell: ({ record }) => joined(record.organisations),
  },
  {
    name: "services",
    type: "string",
    description: "The services that failed or suffered",
    cell: ({ record }) => joined(record.services.map(({ service }) => service)),
  },
  {
    name: "pattern",
    type: "string",
    description: "constant, intermittent, progressive or at-expiry",
    cell: ({ record }) => record.pattern,
  },
  {
    name: "violated_invariants",
    type: "string",
    description: "The invariants that were violated or threatened, the primary one first",
    cell: ({ record }) => joined(record.violated_invariants),
  },
  {
    name: "unclear_contracts",
    type: "string",
    description: "The contracts that lacked clarity",
    cell: ({ record }) => joined(record.unclear_contracts),
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
  {
    name: "breached_objectives",
    type: "string",
    description: "The recovery objectives that were breached",
    cell: ({ record }) => joined(record.breached_objectives),
  },
  {
    name: "skipped_steps",
    type: "string",
    description: "The response steps that were skipped; what was not recorded is not skipped",
    cell: ({ record }) => joined(record.skipped_steps),
  },
  {
    name: "gaps",
    type: "integer",
    description: "How much evidence was missing to responders and reviewers",
    cell: ({ record }) => record.gaps,
  },
  {
    name: "open_gaps",
    type: "integer",
    description: "How much of it is missing still",
    cell: ({ record }) => record.open_gaps,
  },
  { name: "actions", type: "integer", description: "How many actions it lists", cell: ({ record }) => record.actions },
];

/** A row for each postmortem. */
export const postmortemsTable = tableOf(
  "postmortems",
  "A row for each postmortem, the newest first",
  columns,
  (site: Site) => site.newestFirst.map((one) => ({ record: postmortemRecord(site, one), site })),
);
