import type { Replay } from "../replay.js";
import { quartilesFigure, writtenDuration } from "./written.js";

export function replayFigures({ incidents, steps, inverted, ordered }: Replay) {
  return {
    ordered,
    inverted,
    steps: [...steps.values()].map((one) => ({
      step: one.step,
      first_missing: one.firstMissing,
      first_not_recorded: one.firstNotRecorded,
      timed: one.timed,
      since_detection: quartilesFigure(one.sinceDetection, writtenDuration),
    })),
    incidents: [...incidents.values()].map((one) => ({
      incident: one.incident,
      counted: one.counted,
      order: one.order,
      inverted: one.inverted,
      first_missing: one.firstMissing?.step ?? null,
      first_not_recorded: one.firstNotRecorded?.step ?? null,
    })),
  };
}
