import type { StepTaken } from "../../../measure/choreography.js";
import type { Postmortem } from "../../../model/collection.js";
import type { Response } from "../../../model/schema-types.js";
import { type Cite, citesOf } from "../../shared/cites.js";
import { eventAnchor } from "../../shared/document-response.js";
import { type Glyph, outcomeGlyph } from "../../shared/glyph.js";
import { type IncidentRow, incidentRow } from "../../shared/incident-row.js";
import { memoBySite } from "../../shared/memo-by-site.js";
import { PER_PAGE, pageOf } from "../../shared/paging.js";
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

/** How many entries of a group are listed: the table of all incidents has the others too. Those skipped are listed in full. */
const MAX_IN_GROUP = 2 * PER_PAGE;

interface StepGroup {
  id: GroupId;
  /** How many there are. */
  n: number;
  /** Those that are listed, the newest first. */
  entries: StepEntry[];
}

/** The entries of a step by outcome: those skipped first. */
export const stepGroups = memoBySite((site, step): readonly StepGroup[] => {
  const groups = new Map(GROUPS.map((id): [GroupId, StepGroup] => [id, { id, n: 0, entries: [] }]));
  for (const postmortem of site.newestFirst) {
    const taken = site.measures.choreography.incidents.get(postmortem.id)?.find((one) => one.step === step);
    const group = taken && groups.get(groupOf(postmortem, taken));
    if (taken === undefined || group === undefined) continue;
    group.n++;
    if (group.id === "skipped" || group.n <= MAX_IN_GROUP) group.entries.push(entryOf(site, postmortem, taken));
  }
  return [...groups.values()].filter(({ n }) => n > 0);
});

function entryOf(site: Site, postmortem: Postmortem, step: StepTaken): StepEntry {
  const incident = incidentRow(site, postmortem);
  const time = stepTime(step);
  return {
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
  let before = 0;
  for (const { id, entries } of stepGroups(site, step)) {
    if (id === group) return `${pageOf(path, before, PER_PAGE)}#${group}`;
    before += entries.length;
  }
  return null;
}
