import type { IncidentNumbers, IncidentsNumbers } from "../incident-numbers.js";
import { quartilesFigure, writtenCount, writtenDuration } from "./written.js";

export function incidentNumbersFigures({ incidents, blind, firstStep, published }: IncidentsNumbers) {
  return {
    blind_time: quartilesFigure(blind, writtenDuration),
    first_step: quartilesFigure(firstStep, writtenDuration),
    published_days: quartilesFigure(published, writtenCount),
    incidents: [...incidents.values()].map((one) => ({
      incident: one.incident,
      counted: one.counted,
      ...incidentNumberFigure(one),
    })),
  };
}

/** One incident's own numbers. */
function incidentNumberFigure({ spans, blind, firstStep, published }: IncidentNumbers) {
  return {
    spans: spans.map(({ from, to, time }) => ({ from, to, time: writtenDuration(time) })),
    blind_time: writtenDuration(blind),
    first_step: writtenDuration(firstStep),
    published_days: writtenCount(published),
  };
}
