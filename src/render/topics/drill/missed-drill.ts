import type { Missed } from "../../../measure/drill-coverage.js";
import { type DrillRow, drillRow } from "../../shared/drill-row.js";
import { type IncidentRow, incidentRow } from "../../shared/incident-row.js";
import { linkTo, type NodeLink, type Site } from "../../shared/site-model.js";

/** An incident after a drill of a scenario that rehearses its kind had passed. */
export interface MissedDrill {
  incident: IncidentRow;
  drill: DrillRow;
  scenario: NodeLink;
  kinds: NodeLink[];
  /** What both have in common. */
  same: string;
}

const SAME: Readonly<Record<Missed["same"], string>> = {
  service: "the same service",
  organisation: "the same organisation, other services",
  "not-stated": "services not recorded on both sides",
};

export function missedDrills(site: Site, missed: readonly Missed[]): MissedDrill[] {
  return missed.flatMap(({ incident, drill, scenario, kinds, same }) => {
    const [postmortem, held] = [site.postmortems.get(incident), site.drills.get(drill.drill)];
    if (postmortem === undefined || held === undefined) return [];
    return [
      {
        incident: incidentRow(site, postmortem),
        drill: drillRow(site, held),
        scenario: linkTo(site, "scenario", scenario),
        kinds: kinds.map((kind) => linkTo(site, "kind", kind)),
        same: SAME[same],
      },
    ];
  });
}
