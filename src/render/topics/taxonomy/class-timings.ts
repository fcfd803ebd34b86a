import { TIMINGS, type Timing } from "../../../measure/detection-distributions.js";
import { MIN_N_FOR_MEDIAN, MIN_N_FOR_QUARTILES } from "../../../measure/quartiles.js";
import { type IncidentLinks, incidentLinks } from "../../shared/incident-links.js";
import { type QuartileView, quartileView } from "../../shared/quartile-view.js";
import type { Site } from "../../shared/site-model.js";

/** How long incidents of a class took to be noticed and understood. */
export interface ClassTimings {
  incidents: number;
  minMedian: number;
  minQuartiles: number;
  rows: { title: string; quartiles: QuartileView }[];
  /** Whether a row has them: columns of nothing are left out. */
  hasMedian: boolean;
  hasQuartiles: boolean;
  /** The incidents detected before the effect began. The chart links those whose delay is known. */
  early: IncidentLinks;
}

const TITLES: Readonly<Record<Timing, string>> = {
  delay: "Detection delay: began to detected",
  latency: "Latency of the fault: introduced to began",
  triage: "Triage: detected to diagnosed",
};

/** Null where no published incident has the class as its primary one. */
export function classTimings(site: Site, id: string): ClassTimings | null {
  const group = site.measures.detectionDistributions.class.find(({ key }) => key === id);
  if (group === undefined || group.incidents.length === 0) return null;
  const rows = TIMINGS.map((timing) => ({
    title: TITLES[timing],
    quartiles: quartileView(group.timings[timing].quartiles),
  })).filter(({ quartiles }) => quartiles.n > 0);
  return {
    incidents: group.incidents.length,
    minMedian: MIN_N_FOR_MEDIAN,
    minQuartiles: MIN_N_FOR_QUARTILES,
    rows,
    hasMedian: rows.some(({ quartiles }) => quartiles.median !== null),
    hasQuartiles: rows.some(({ quartiles }) => quartiles.lower !== null),
    early: incidentLinks(site, group.timings.delay.early, `taxonomy/${id}/index.html`),
  };
}
