import type { DrillCoverage } from "../drill-coverage.js";

export function drillCoverageFigures({ scenarios, unrehearsed }: DrillCoverage) {
  return {
    scenarios: [...scenarios.values()].map((one) => ({
      scenario: one.scenario,
      drills: one.runs.map(({ drill }) => drill),
      last_counted: one.lastCounted?.drill ?? null,
      due: one.due,
      missed: one.missed.map(({ incident, drill, kinds, same }) => ({ incident, drill: drill.drill, kinds, same })),
    })),
    unrehearsed,
  };
}
