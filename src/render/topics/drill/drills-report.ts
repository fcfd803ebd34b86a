import { dayOf } from "../../../model/values/time.js";
import type { Block, Inline } from "../../kit/report/tree.js";
import { incidentsNamed, named, type ReportInput, titled } from "../../shared/report/report-input.js";
import { count, idsOf, left, right, tableOf } from "../../shared/report/words.js";

const MAX_ROWS = 8;

/** Compares what drills rehearse with what fails. */
export function drills(input: ReportInput): Block[] {
  const { scenarios, runs, unrehearsed, neverRun, missed } = input.measures.drillCoverage;
  const heading: Block = { type: "heading", text: "Drills" };
  if (scenarios.size === 0 && runs.length === 0)
    return [
      heading,
      {
        type: "sentence",
        text: "There is no scenario and no drill. Scenarios come from catalog/scenarios.yaml, drills from files in drills/.",
      },
    ];
  const rows = [...scenarios.values()].map(({ scenario, runs: own, lastCounted, places, due }) => [
    titled(input, "scenario", scenario),
    String(own.length),
    String(own.filter((run) => run.counts).length),
    String(places.length),
    lastCounted ? dayOf(lastCounted.held.at.to) : "never",
    due === "overdue" || due === "never" ? "overdue" : due === null ? "no interval" : "in time",
  ]);
  return [
    heading,
    {
      type: "sentence",
      text: `${count(runs.length, "published drill")}: ${runs.filter((run) => run.counts).length} exercised both halves and count, ${runs.filter((run) => run.passes).length} passed both.`,
    },
    ...tableOf(
      [left("Scenario"), right("Runs"), right("Counting"), right("Places"), left("Last counting"), left("Interval")],
      rows,
      "scenarios",
    ),
    ...coverage(input),
    { type: "subheading", text: "Occurred, and no drill has rehearsed it" },
    ...(neverRun.length === 0
      ? [{ type: "sentence", text: "Every kind that occurred was rehearsed by a drill that counts." } as const]
      : [
          {
            type: "sentence",
            text: `${count(neverRun.length, "kind")} occurred and ${neverRun.length === 1 ? "was" : "were"} never rehearsed by a drill that counts; ${unrehearsed.length} of them ${unrehearsed.length === 1 ? "is" : "are"} in no scenario.`,
          } as const,
          ...tableOf(
            [left("Kind"), right("Incidents"), left("Scenario")],
            neverRun.map(({ kind, incidents }) => [
              titled(input, "kind", kind),
              String(incidents.length),
              unrehearsed.some((one) => one.kind === kind) ? "none" : "not run",
            ]),
            "kinds",
          ),
        ]),
    ...neverRun
      .slice(0, 3)
      .flatMap(({ kind, incidents }) => idsOf(`“${titled(input, "kind", kind).text}”`, incidentsNamed(incidents))),
    { type: "subheading", text: "Occurred after a drill had passed" },
    ...(missed.length === 0
      ? [{ type: "sentence", text: "No incident came after a passing drill of its kind." } as const]
      : [
          {
            type: "list",
            items: missed
              .slice(0, MAX_ROWS)
              .map(({ incident, drill, kinds }): Inline[] => [
                named(incident),
                " after ",
                named(drill.drill, "drill"),
                `: ${kinds.map((kind) => titled(input, "kind", kind).text).join("; ")}`,
              ]),
          } as const,
          ...(missed.length > MAX_ROWS
            ? [{ type: "note", text: `And ${missed.length - MAX_ROWS} more; --format json has them all.` } as const]
            : []),
        ]),
  ];
}

/** The last counting run of each scenario at each service or location. */
function coverage(input: ReportInput): Block[] {
  const rows = [...input.measures.drillCoverage.scenarios.values()].flatMap(({ scenario, places }) =>
    places.map((place) => [
      titled(input, "scenario", scenario),
      place.type === "service" ? titled(input, "service", place.name) : place.name,
      String(place.runs),
      place.lastCounted ? dayOf(place.lastCounted.held.at.to) : "never",
    ]),
  );
  return tableOf([left("Scenario"), left("At"), right("Runs"), left("Last counting")], rows, "places");
}
