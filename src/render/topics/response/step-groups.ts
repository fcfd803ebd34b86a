import type { StepTaken } from "../../../measure/choreography.js";
import type { Postmortem } from "../../../model/collection.js";
import type { Response } from "../../../model/schema-types.js";
import { type Cite, citesOf } from "../../shared/cites.js";
import { eventAnchor } from "../../shared/document-response.js";
import { type Glyph, outcomeGlyph } from "../../shared/glyph.js";
import { type IncidentRow, incidentRow } from "../../shared/incident-row.js";
import { memoBySite } from "../../shared/memo-by-site.js";
import { PER_PAGE, paged } from "../../shared/paging.js";
import { hasPage, pagePath } from "../../shared/paths.js";
import type { Site } from "../../shared/site-model.js";
import { type StepTime, stepTime } from "./step-time.js";

/** Groups by the outcome of a step. `other` has near-misses and drafts, which are not counted. */
export type GroupId =
  | "skipped"
  | "late"
  | "ineffective"
  | "taken"
  | "not-possible"
  | "not-needed"
  | "not-recorded"
  | "other";

const GROUPS: readonly GroupId[] = [
  "skipped",
  "late",
  "taken",
  "ineffective",
  "not-possible",
  "not-needed",
  "not-recorded",
  "other",
];

/** One incident in which a step was taken, or was not. */
export interface StepEntry {
  group: GroupId;
  incident: IncidentRow;
  glyph: Glyph;
  time: StepTime | null;
  /** The event at which it was taken, else the incident. */
  href: string;
  /** A detail that the group's heading does not show. */
  state: string | null;
  by: string | null;
  reason: string | null;
  cites: Cite[];
}

/** All entries of a step: those skipped first, then by outcome, the newest first in each. */
export const stepEntries = memoBySite((site, step): readonly StepEntry[] => {
  const entries = site.newestFirst.flatMap((postmortem) => {
    const taken = site.measures.choreography.incidents.get(postmortem.id)?.find((one) => one.step === step);
    return taken === undefined ? [] : [entryOf(site, postmortem, taken)];
  });
  return GROUPS.flatMap((group) => entries.filter((entry) => entry.group === group));
});

function entryOf(site: Site, postmortem: Postmortem, step: StepTaken): StepEntry {
  const incident = incidentRow(site, postmortem);
  const time = stepTime(step);
  return {
    group: groupOf(postmortem, step),
    incident,
    glyph: outcomeGlyph(step.outcome),
    time,
    href: `${incident.path}${eventAnchor(postmortem, step) ?? ""}`,
    state:
      time === null && (step.outcome === "taken-without-time" || step.outcome === "taken") ? "time not recorded" : null,
    by: step.entry?.by === undefined ? null : BY[step.entry.by],
    reason: step.entry?.reason ?? null,
    // Citations are on the page of the incident.
    cites: citesOf(postmortem, step.entry?.cites).map(({ id, href }) => ({ id, href: href && incident.path + href })),
  };
}

const BY: Readonly<Record<NonNullable<Response["by"]>, string>> = {
  operator: "an operator",
  automation: "automation",
  vendor: "a vendor",
  customer: "a customer",
};

function groupOf({ data }: Postmortem, { outcome }: StepTaken): GroupId {
  if (data.status !== "published" || data.kind !== "incident") return "other";
  return outcome === "taken-without-time" ? "taken" : outcome;
}

/** Where the entries of a group begin, over all pages of the step; null for none, and where nothing refers to the step. */
export function groupPath(site: Site, step: string, group: GroupId): string | null {
  if (!hasPage(site.graph, `step:${step}`)) return null;
  const path = pagePath(`step:${step}`) ?? "";
  const page = paged(path, stepEntries(site, step), PER_PAGE).find(({ items }) =>
    items.some((entry) => entry.group === group),
  );
  return page ? `${page.path}#${group}` : null;
}
