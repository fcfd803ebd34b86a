import type { ComplianceRow } from "../../../measure/objective-compliance.js";
import type { Objective } from "../../../model/schema-types.js";
import { formatCountRange, formatDurationRange } from "../../kit/formats/format-duration.js";
import { linkTo, type NodeLink, type Site } from "../../shared/site-model.js";

/** A value with the incident that it is of. */
interface ValueOf {
  value: string;
  incident: NodeLink;
}

/** How an objective stands, over published incidents. */
export interface StandingView {
  worst: ValueOf | null;
  latest: ValueOf | null;
}

export function standingView(site: Site, objective: Objective): StandingView {
  const standing = site.measures.objectiveStandings.get(objective.id);
  const write = objective.measure === "count" ? formatCountRange : formatDurationRange;
  const shown = (row: ComplianceRow | null | undefined): ValueOf | null =>
    row?.value ? { value: write(row.value), incident: linkTo(site, "incident", row.document) } : null;
  return {
    worst: shown(standing?.worst),
    latest: shown(standing?.latest),
  };
}
