import type { Objective } from "../../model/schema-types.js";
import type { ComplianceRow } from "../objective-compliance.js";
import type { ObjectiveStandings } from "../objective-standing.js";
import { writtenCount, writtenDuration } from "./written.js";

export function objectiveStandingFigures(standings: ObjectiveStandings, objectives: readonly Objective[]) {
  const measures = new Map(objectives.map(({ id, measure }) => [id, measure]));
  return [...standings.values()].map((one) => {
    const write = measures.get(one.objective) === "count" ? writtenCount : writtenDuration;
    const value = (row: ComplianceRow | null) =>
      row && { incident: row.document, service: row.entry?.service ?? null, value: write(row.value) };
    return {
      objective: one.objective,
      trust: one.trust,
      breached: one.breached,
      met: one.met,
      unknown: one.unknown,
      worst: value(one.worst),
      latest: value(one.latest),
    };
  });
}
