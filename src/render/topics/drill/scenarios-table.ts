import type { ScenarioCoverage } from "../../../measure/drill-coverage.js";
import { dayOf } from "../../../model/values/time.js";
import { DAY_MS } from "../../../util/time-units.js";
import { type Column, tableOf } from "../../kit/tables/table.js";
import type { Site } from "../../shared/site-model.js";

type Row = { coverage: ScenarioCoverage; title: string };

const columns: Column<Row>[] = [
  { name: "id", type: "string", description: "The id of the scenario", cell: ({ coverage }) => coverage.scenario },
  { name: "title", type: "string", description: "Its title", cell: ({ title }) => title },
  {
    name: "interval_days",
    type: "number",
    description: "In how many days it is to be drilled again",
    cell: ({ coverage: { interval } }) => (interval === null ? null : interval / DAY_MS),
  },
  {
    name: "runs",
    type: "integer",
    description: "How many published drills of it there were",
    cell: ({ coverage }) => coverage.runs.length,
  },
  {
    name: "last_run",
    type: "date",
    description: "The day of the last of them",
    cell: ({ coverage: { last } }) => dayOfRun(last),
  },
  {
    name: "last_counted",
    type: "date",
    description: "The day of the last in which both halves were exercised",
    cell: ({ coverage: { lastCounted } }) => dayOfRun(lastCounted),
  },
  {
    name: "due",
    type: "string",
    description: "never, overdue or in-time; empty where it has no interval, or nobody owes it",
    cell: ({ coverage }) => coverage.due,
  },
];

function dayOfRun(run: ScenarioCoverage["last"]): string | null {
  return run === null || !Number.isFinite(run.held.at.from) ? null : dayOf(run.held.at.from);
}

/** A row for each scenario of the catalog. */
export const scenariosTable = tableOf(
  "scenarios",
  "A row for each scenario, with when it was last drilled",
  columns,
  ({ graph, measures }: Site) =>
    graph.collection.catalogs.scenarios.flatMap(({ id, title }) => {
      const coverage = measures.drillCoverage.scenarios.get(id);
      return coverage === undefined ? [] : [{ coverage, title }];
    }),
);
