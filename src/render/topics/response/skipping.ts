import type { Followed, SkippingRow } from "../../../measure/skipping.js";
import type { Range } from "../../../model/range.js";
import { pagePath } from "../../shared/paths.js";
import { linkTo, type NodeLink, type Site } from "../../shared/site-model.js";
import { skippingVerdict } from "./skipping-verdict.js";
import { type GroupId, groupPath } from "./step-groups.js";

/** Skipping one step against later recurrence, as a table of two by two. */
export interface SkippingView {
  windowDays: number;
  /** Where those that came again are listed. */
  path: string;
  rows: {
    title: string;
    /** Where all incidents of which it is recorded are listed. */
    path: string | null;
    recurred: number;
    not: number;
    n: number;
    /** `0–26%`; null while there are too few. */
    interval: string | null;
    /** The incidents that came again, each with what came. */
    again: { incident: NodeLink; as: NodeLink[] }[];
  }[];
  tooRecent: number;
  /** What can be said. */
  verdict: string;
}

export function skippingView(site: Site, step: string): SkippingView | null {
  const { steps, windowDays, enough } = site.measures.skipping;
  const skipping = steps.get(step);
  if (skipping === undefined) return null;
  const row = (
    title: string,
    group: GroupId,
    { followed, recurred, share }: SkippingRow,
  ): SkippingView["rows"][number] => ({
    title,
    path: followed.length > 0 ? groupPath(site, step, group) : null,
    recurred,
    not: followed.length - recurred,
    n: followed.length,
    interval: share && followed.length >= enough ? percents(share) : null,
    again: followed.flatMap((one) => againOf(site, one)),
  });
  return {
    windowDays,
    path: `${pagePath(`step:${step}`) ?? ""}#again-title`,
    rows: [row("Skipped", "skipped", skipping.skipped), row("Taken", "taken", skipping.taken)],
    tooRecent: skipping.tooRecent.length,
    verdict: skippingVerdict(skipping, enough),
  };
}

function againOf(site: Site, { incident, recurrences }: Followed): { incident: NodeLink; as: NodeLink[] }[] {
  if (recurrences.length === 0) return [];
  const as = recurrences.map((other) => linkTo(site, "incident", other));
  return [{ incident: linkTo(site, "incident", incident), as }];
}

/** A share as per cents, rounded outwards, so that the interval stays as wide as it is. */
function percents({ from, to }: Range): string {
  return `${Math.floor(from * 100)}–${Math.ceil(to * 100)}%`;
}
