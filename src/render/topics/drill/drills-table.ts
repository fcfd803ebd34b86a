import { accountOf, type Drill } from "../../../model/collection.js";
import { drillCounts, drillPasses } from "../../../model/halves.js";
import type { Time } from "../../../model/schema-types.js";
import { filled } from "../../../model/values/blank.js";
import { parseTime } from "../../../model/values/time.js";
import { type Column, joined, rangeColumns, tableOf } from "../../kit/tables/table.js";
import { customColumns } from "../../shared/custom-facts.js";
import type { Site } from "../../shared/site-model.js";

type Row = { drill: Drill; site: Site };

const columns: Column<Row>[] = [
  {
    name: "id",
    type: "string",
    description: "The id of the drill: its file name without its ending",
    cell: ({ drill }) => drill.id,
    isDocument: true,
  },
  { name: "title", type: "string", description: "What was found, in one line", cell: ({ drill }) => drill.data.title },
  {
    name: "status",
    type: "string",
    description: "draft, in-review, published or archived",
    cell: ({ drill }) => drill.data.status,
  },
  {
    name: "account",
    type: "string",
    description: "own, or third-party from the public record",
    cell: ({ drill, site }) => accountOf(drill, site.graph.collection.config),
  },
  {
    name: "scenario",
    type: "string",
    description: "The id of the scenario",
    cell: ({ drill }) => drill.data.scenario ?? null,
  },
  ...rangeColumns<Row>("held", "time", "When it was held", ({ drill }) => {
    const held = filled<Time>(drill.data.held);
    return held === undefined ? null : parseTime(held);
  }),
  {
    name: "environment",
    type: "string",
    description: "production, staging or tabletop",
    cell: ({ drill }) => filled<string>(drill.data.environment) ?? null,
  },
  {
    name: "services",
    type: "string",
    description: "The services that took part",
    cell: ({ drill }) => joined(drill.data.services ?? []),
  },
  {
    name: "locations",
    type: "string",
    description: "Regions, zones or sites",
    cell: ({ drill }) => joined(drill.data.locations ?? []),
  },
  {
    name: "automation",
    type: "string",
    description: "How the half that machines play went",
    cell: ({ drill }) => drill.data.automation?.result ?? null,
  },
  {
    name: "playbook",
    type: "string",
    description: "How the half that people play went",
    cell: ({ drill }) => drill.data.playbook?.result ?? null,
  },
  {
    name: "counts",
    type: "boolean",
    description: "Whether both halves were exercised",
    cell: ({ drill }) => drillCounts(drill),
  },
  {
    name: "passes",
    type: "boolean",
    description: "Whether both halves passed",
    cell: ({ drill }) => drillPasses(drill),
  },
  {
    name: "findings",
    type: "integer",
    description: "How many findings it has",
    cell: ({ drill }) => (drill.data.findings ?? []).length,
  },
];

/** A row for each drill. */
export const drillsTable = tableOf(
  "drills",
  "A row for each game-day drill",
  columns,
  (site: Site) => site.graph.collection.drills.map((drill) => ({ drill, site })),
  (site) => customColumns(site, "drill", ({ drill }) => drill.data, columns),
);
