import type { ComplianceRow } from "../../../measure/objective-compliance.js";
import type { Objective } from "../../../model/schema-types.js";
import { formatCountRange, formatDurationRange } from "../../kit/formats/format-duration.js";
import { linkTo, type NodeLink, type Site } from "../../shared/site-model.js";
import { percents } from "../../shared/statistics-words.js";

/** A value with the incident that it is of. */
interface ValueOf {
  value: string;
  incident: NodeLink;
}

/** How an objective stands, over published incidents. */
export interface StandingView {
  /** The 95% interval of the share of breaches, `56–100%`; null where nothing is known. */
  share: string | null;
  worst: ValueOf | null;
  latest: ValueOf | null;
  services: { service: NodeLink; target: string | null; breached: number; met: number; unknown: number }[];
}

export function standingView(site: Site, objective: Objective): StandingView {
  const standing = site.measures.objectiveStandings.get(objective.id);
  const write = objective.measure === "count" ? formatCountRange : formatDurationRange;
  const shown = (row: ComplianceRow | null | undefined): ValueOf | null =>
    row?.value ? { value: write(row.value), incident: linkTo(site, "incident", row.document) } : null;
  return {
    share: standing?.share ? percents(standing.share) : null,
    worst: shown(standing?.worst),
    latest: shown(standing?.latest),
    services: (standing?.services ?? []).map(({ service, target, breached, met, unknown }) => ({
      service: linkTo(site, "service", service),
      target: target === null ? null : write({ from: target, to: target }),
      breached: breached.length,
      met: met.length,
      unknown: unknown.length,
    })),
  };
}
