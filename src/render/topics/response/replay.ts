import { type IncidentLinks, incidentLinks } from "../../shared/incident-links.js";
import { type QuartileView, quartileView } from "../../shared/quartile-view.js";
import type { Site } from "../../shared/site-model.js";
import { linkTo, type NodeLink } from "../../shared/site-model.js";

/** The responses of published incidents against the prescribed order. */
export interface ReplayView {
  /** Incidents in which at least two steps have a time. */
  ordered: number;
  inverted: IncidentLinks;
  steps: {
    number: number;
    link: NodeLink;
    firstMissing: IncidentLinks;
    firstNotRecorded: number;
    since: QuartileView;
  }[];
}

export function replayView(site: Site): ReplayView {
  const { ordered, inverted, steps } = site.measures.replay;
  return {
    ordered: ordered.length,
    inverted: incidentLinks(site, inverted),
    steps: [...steps.values()].map(({ step, firstMissing, firstNotRecorded, sinceDetection }, at) => ({
      number: at + 1,
      link: linkTo(site, "step", step),
      firstMissing: incidentLinks(site, firstMissing),
      firstNotRecorded: firstNotRecorded.length,
      since: quartileView(sinceDetection),
    })),
  };
}
