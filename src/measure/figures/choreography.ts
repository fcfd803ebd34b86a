import { type Choreography, orderOf, type StepTaken } from "../choreography.js";
import { quartilesFigure, writtenDuration } from "./written.js";

export function choreographyFigures({ summaries, incidents, inverted, ordered, outOfOrder }: Choreography) {
  return {
    ordered,
    out_of_order: outOfOrder,
    steps: [...summaries.values()].map((step) => ({
      step: step.step,
      taken: step.taken,
      ineffective: step.ineffective,
      skipped: step.skipped,
      not_possible: step.notPossible,
      not_needed: step.notNeeded,
      not_recorded: step.notRecorded,
      since_detection: quartilesFigure(step.sinceDetection, writtenDuration),
    })),
    incidents: [...incidents].map(([incident, steps]) => ({
      incident,
      order: orderOf(steps),
      out_of_order: inverted.has(incident),
      steps: steps.map(stepFigure),
    })),
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
