import { timeOf } from "../../../model/marks.js";
import type { Event } from "../../../model/schema-types.js";
import { blankReason, isBlank } from "../../../model/values/blank.js";
import { type Column, joined, rangeColumns, tableOf } from "../../kit/tables/table.js";
import type { Site } from "../../shared/site-model.js";

type Row = { postmortem: string; position: number; event: Event; zone: string | null };

const columns: Column<Row>[] = [
  {
    name: "postmortem",
    type: "string",
    description: "The id of the postmortem",
    cell: ({ postmortem }) => postmortem,
    isDocument: true,
  },
  {
    name: "position",
    type: "integer",
    description: "Where it stands in the timeline, from 1",
    cell: ({ position }) => position,
  },
  ...rangeColumns<Row>("at", "time", "When it happened", ({ event }) => {
    return timeOf(event) ?? null;
  }),
  {
    name: "zone",
    type: "string",
    description: "The time zone in which its authors were, an IANA name; the times are UTC",
    cell: ({ zone }) => zone,
  },
  {
    name: "approximate",
    type: "boolean",
    description: "Whether the time is only about right",
    cell: ({ event }) => event.approximate ?? false,
  },
  {
    name: "at_blank",
    type: "string",
    description: "Why there is no time: unknown, unpublished or not_applicable, and the reason",
    cell: ({ event }) => (isBlank(event.at) ? told(event.at) : null),
  },
  { name: "event", type: "string", description: "What happened", cell: ({ event }) => event.event ?? null },
  {
    name: "marks",
    type: "string",
    description: "Which marks of the incident it is",
    cell: ({ event }) => joined(event.marks ?? []),
  },
  {
    name: "steps",
    type: "string",
    description: "Which response steps it is",
    cell: ({ event }) => joined(event.steps ?? []),
  },
];

function told(at: Parameters<typeof blankReason>[0]): string {
  const { kind, reason } = blankReason(at);
  return `${kind}: ${reason}`;
}

/** A row for each event of a timeline. */
export const timelineTable = tableOf(
  "timeline",
  "A row for each event of a postmortem’s timeline",
  columns,
  (site: Site) =>
    site.newestFirst.flatMap(({ id, data }) =>
      (data.timeline ?? []).map((event, index) => ({
        postmortem: id,
        position: index + 1,
        event,
        zone: data.zone ?? null,
      })),
    ),
);
