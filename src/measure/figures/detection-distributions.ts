import type { DetectionDistributions, DetectionGroup, TimingFigures } from "../detection-distributions.js";
import { quartilesFigure, writtenDuration } from "./written.js";

export function detectionDistributionFigures(groups: DetectionDistributions) {
  return {
    all: groups.all.map(groupFigure),
    class: groups.class.map(groupFigure),
    kind: groups.kind.map(groupFigure),
    by: groups.by.map(groupFigure),
  };
}

function groupFigure({ key, incidents, timings }: DetectionGroup) {
  return {
    key,
    incidents,
    delay: timingFigure(timings.delay),
    fault_latency: timingFigure(timings.latency),
    triage: timingFigure(timings.triage),
  };
}

function timingFigure({ known, early, quartiles }: TimingFigures) {
  return {
    n: known.length,
    known,
    early,
    distribution: quartilesFigure(quartiles, writtenDuration),
  };
}
