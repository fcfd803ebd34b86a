import type { ComplianceRow } from "../../../measure/objective-compliance.js";
import type { ObjectiveStanding } from "../../../measure/objective-standing.js";
import type { Objective } from "../../../model/schema-types.js";
import { formatCountRange, formatDurationRange } from "../../kit/formats/format-duration.js";
import type { Block, Text } from "../../kit/report/tree.js";
import { incidentsNamed, named, type ReportInput, titled } from "../../shared/report/report-input.js";
import { count, idsOf, left, right, tableOf } from "../../shared/report/words.js";

/** Values against targets; objectives of trust first. */
export function objectives(input: ReportInput): Block[] {
  const standings = [...input.measures.objectiveStandings.values()];
  const catalog = new Map(input.graph.collection.catalogs.objectives.map((one) => [one.id, one]));
  if (standings.length === 0)
    return [
      { type: "heading", text: "Recovery objectives" },
      { type: "sentence", text: "There is none. Objectives come from catalog/objectives.yaml." },
    ];
  const rows = standings.map(({ objective, counts }) => [
    titled(input, "objective", objective),
    String(counts.breached),
    String(counts.met),
    String(counts.undecided),
    String(counts.unknown),
    String(counts.notApplicable),
    String(counts.noTarget),
    String(counts.notRecorded),
  ]);
  return [
    { type: "heading", text: "Recovery objectives" },
    {
      type: "note",
      text: "Objectives of trust first. Undecided: the range of the value contains the target.",
    },
    ...tableOf(
      [
        left("Objective"),
        right("Breached"),
        right("Met"),
        right("Undecided"),
        right("Unknown"),
        right("Not applicable"),
        right("No target"),
        right("Not recorded"),
      ],
      rows,
      "objectives",
    ),
    ...standings.flatMap((one) => {
      const objective = catalog.get(one.objective);
      return objective ? standing(one, objective) : [];
    }),
  ];
}

function standing(one: ObjectiveStanding, objective: Objective): Block[] {
  const write = objective.measure === "count" ? formatCountRange : formatDurationRange;
  const judged = one.counts.breached + one.counts.met;
  if (judged === 0 && one.worst === null) return [];
  const value = (row: ComplianceRow | null): Text[] =>
    row?.value ? [`${write(row.value)} in `, named(row.document)] : ["not known"];
  const share: Text =
    judged === 0
      ? one.counts.noTarget > 0
        ? "No target, so that nothing can breach it."
        : "Breached: not known of any incident."
      : `Breached in ${one.counts.breached} of ${count(judged, "incident")} where that is known.`;
  return [
    { type: "subheading", text: objective.title },
    { type: "sentence", text: share },
    {
      type: "sentence",
      text: ["Worst: ", ...value(one.worst), "; latest: ", ...value(one.latest), "."].flat() as Text,
    },
    ...idsOf("Breached", incidentsNamed(one.breached)),
  ];
}
