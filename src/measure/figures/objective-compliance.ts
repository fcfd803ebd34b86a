import type { Objective } from "../../model/schema-types.js";
import type { ComplianceRow, ObjectiveCompliance } from "../objective-compliance.js";
import { writtenCount, writtenDuration } from "./written.js";

export function objectiveComplianceFigures(
  { summaries, byObjective }: ObjectiveCompliance,
  objectives: readonly Objective[],
) {
  return objectives.map((objective) => {
    const counts = summaries.get(objective.id);
    return {
      objective: objective.id,
      breached: counts?.breached ?? 0,
      met: counts?.met ?? 0,
      unknown: counts?.unknown ?? 0,
      no_target: counts?.noTarget ?? 0,
      not_applicable: counts?.notApplicable ?? 0,
      not_recorded: counts?.notRecorded ?? 0,
      values: (byObjective.get(objective.id) ?? []).map((row) => ({
        document: row.document,
        type: row.type,
        counted: row.counted,
        ...complianceFigure(row, objective),
      })),
    };
  });
}

/** One value against its target. */
export function complianceFigure({ entry, value, target, compliance }: ComplianceRow, { measure }: Objective) {
  const write = measure === "duration" ? writtenDuration : writtenCount;
  return {
    service: entry?.service ?? null,
    value: write(value),
    target: target === null ? null : write({ from: target, to: target }),
    compliance,
    derived: entry === null,
  };
}
