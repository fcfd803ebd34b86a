import type { FollowedIncident } from "../../../measure/recurrence-window.js";
import type { SkippingRow } from "../../../measure/skipping.js";
import { hasPage, pagePath } from "../../shared/paths.js";
import { linkTo, type NodeLink, type Site } from "../../shared/site-model.js";
import { type GroupId, groupPath } from "./step-groups.js";

/** Skipping one step against later recurrence, row by row; rows without an incident are left out, and there is at least one. */
export interface SkippingView {
  windowMonths: number;
  /** Where those that recurred are listed; null where the step has no page. */
  path: string | null;
  rows: {
    title: string;
    /** The page that lists all incidents for which this is recorded. */
    path: string | null;
    recurred: number;
    not: number;
    n: number;
    /** The incidents that recurred, each with its recurrences. */
    again: { incident: NodeLink; as: NodeLink[] }[];
  }[];
  tooRecent: number;
}

/** Null where no incident is old enough to be compared. */
export function skippingView(site: Site, step: string): SkippingView | null {
  const { steps, window_months: windowMonths } = site.measures.skipping;
  const skipping = steps.find((one) => one.step === step);
  if (skipping === undefined) return null;
  const row = (
    title: string,
    group: GroupId,
    { n, recurred, incidents }: SkippingRow,
  ): SkippingView["rows"][number] => ({
    title,
    path: n > 0 ? groupPath(site, step, group) : null,
    recurred,
    not: n - recurred,
    n,
    again: incidents.flatMap((one) => againOf(site, one)),
  });
  const rows = [
    row("Skipped", "skipped", skipping.skipped),
    row("Late, after a relapse", "late", skipping.late),
    row("Taken", "taken", skipping.taken),
    row("Not recorded", "not-recorded", skipping.not_recorded),
  ].filter(({ n }) => n > 0);
  if (rows.length === 0) return null;
  return {
    windowMonths,
    path: hasPage(site.graph, `step:${step}`) ? `${pagePath(`step:${step}`) ?? ""}#again-title` : null,
    rows,
    tooRecent: skipping.too_recent.length,
  };
}

function againOf(site: Site, { incident, recurrences }: FollowedIncident): { incident: NodeLink; as: NodeLink[] }[] {
  if (recurrences.length === 0) return [];
  const as = recurrences.map((other) => linkTo(site, "incident", other));
  return [{ incident: linkTo(site, "incident", incident), as }];
}
