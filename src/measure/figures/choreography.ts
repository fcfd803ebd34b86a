import type { Choreography, StepTaken } from "../choreography.js";
import { writtenDuration } from "./written.js";

export function choreographyFigures({ summaries, incidents }: Choreography) {
  return {
    steps: [...summaries.values()].map((step) => ({
      step: step.step,
      taken: step.taken,
      ineffective: step.ineffective,
      skipped: step.skipped,
      not_possible: step.notPossible,
      not_needed: step.notNeeded,
      not_recorded: step.notRecorded,
      since_detection: { n: step.sinceDetection.n, median: writtenDuration(step.sinceDetection.median) },
    })),
    incidents: [...incidents].map(([incident, steps]) => ({ incident, steps: steps.map(stepFigure) })),
  };
}

/** What became of one step. */
export function stepFigure({ step, outcome, offset, sinceDetection }: StepTaken) {
  return {
    step,
    outcome,
    since_began: writtenDuration(offset),
    since_detected: writtenDuration(sinceDetection),
  };
}
