import { primaryClass } from "../../measure/counted.js";
import { type AnyDocument, accountOf, dayOfId, type Postmortem } from "../../model/collection.js";
import type { Range } from "../../model/values/range.js";
import { formatDurationRange } from "../kit/formats/format-duration.js";
import { type ClassMark, classMark } from "./class-mark.js";
import { type CustomFact, customFacts } from "./custom-facts.js";
import { memoBySite } from "./memo-by-site.js";
import { pagePath } from "./paths.js";
import { linkTo, type NodeLink, type Site, unresolved } from "./site-model.js";
import { NEAR_MISS, STATUS } from "./words.js";

/** One incident in a list, anywhere on the site. */
export interface IncidentRow {
  id: string;
  title: string;
  path: string;
  /** `YYYY-MM-DD`, or null for an undated draft. */
  day: string | null;
  /** Draft, In review, Near-miss. */
  flags: string[];
  /** The mark of its class, that of its primary kind. */
  mark: ClassMark | null;
  /** Titles of its kinds, the primary first. */
  kinds: NodeLink[];
  severity: string | null;
  /** Its title without the word for what it is. */
  severityShort: string | null;
  organisations: readonly string[];
  /** The blind time in words, or null where it is unknown. */
  blind: string | null;
  /** Whether somebody else tells it, where the collection has both. */
  isForeign: boolean;
  /** Objectives whose target was certainly missed: our promises, or a yardstick in a third-party account. */
  breached: NodeLink[];
  isYardstick: boolean;
  /** Response steps skipped; what is not recorded is not among them. */
  skipped: { number: number; title: string; path: string | null }[];
  /** Custom fields that lists show. */
  custom: CustomFact[];
}

/** The row of one postmortem. */
export function incidentRow(site: Site, { id }: Postmortem): IncidentRow {
  return remembered(site, id);
}

const remembered = memoBySite((site, id): IncidentRow => {
  const postmortem = site.postmortems.get(id);
  if (postmortem === undefined) throw new Error(`There is no postmortem ${id}`);
  const { data } = postmortem;
  const kinds = data.failure_kinds ?? [];
  const detection = site.measures.detectionDelay.incidents.get(id);
  const severity = severityTitle(site, postmortem);
  return {
    id,
    title: data.title,
    path: pagePath(`incident:${id}`) ?? "",
    day: dayOfId(id),
    flags: flagsOf(postmortem),
    mark: classMark(site, primaryClass(postmortem) ?? ""),
    kinds: kinds.map(({ kind }) => linkTo(site, "kind", kind)),
    severity,
    severityShort: severity?.replace(/^severity\s+(?=\S)/i, "") ?? null,
    organisations: organisationsOf(site, postmortem),
    blind: detection?.blind ? blindText(detection.blind) : null,
    isForeign: isMixed(site, "") && isThirdParty(site, postmortem),
    isYardstick: isThirdParty(site, postmortem),
    breached: breachedObjectives(site, id).map((objective) => linkTo(site, "objective", objective)),
    skipped: skippedSteps(site, id),
    custom: customFacts(site, "postmortem", data, "column"),
  };
});

/** Draft, In review, Near-miss: how a document differs from a published incident. */
export function flagsOf({ data }: Postmortem): string[] {
  return [STATUS[data.status], data.kind === "near-miss" ? NEAR_MISS : null].filter((flag) => flag !== null);
}

export function severityTitle(site: Site, { data }: Postmortem): string | null {
  if (data.severity === undefined) return null;
  return (
    site.graph.collection.config.severities?.find((one) => one.id === data.severity)?.title ?? unresolved(data.severity)
  );
}

/** The organisations whose services took part, those of the origin first. */
export function organisationsOf(site: Site, { id }: Postmortem): readonly string[] {
  return organisationsById(site, id);
}

const organisationsById = memoBySite((site, id): readonly string[] => {
  const services = site.postmortems.get(id)?.data.services ?? [];
  const ordered = [...services.filter((one) => one.role === "origin"), ...services];
  return [...new Set(ordered.flatMap(({ service }) => site.services.get(service)?.organisation ?? []))];
});

/** Blind time in words. */
function blindText(blind: Range): string {
  if (blind.to === 0) return "none";
  return blind.from === 0
    ? `up to ${formatDurationRange({ from: blind.to, to: blind.to })}`
    : formatDurationRange(blind);
}

/** The objectives that an incident certainly breached, in the order of the catalog. */
export function breachedObjectives(site: Site, id: string): string[] {
  const rows = site.measures.objectiveCompliance.byDocument.get(id) ?? [];
  return [...new Set(rows.filter((row) => row.compliance === "breached").map((row) => row.objective))];
}

/** The response steps that an incident skipped. */
function skippedSteps(site: Site, id: string): { number: number; title: string; path: string | null }[] {
  const steps = site.measures.choreography.incidents.get(id) ?? [];
  const skipped = steps.filter((step) => step.outcome === "skipped");
  return skipped.map(({ step, number }) => ({ number, ...linkTo(site, "step", step) }));
}

/** Whether the collection has postmortems of its own and of others. */
export const isMixed = memoBySite((site, _key): boolean => {
  const { postmortems } = site.graph.collection;
  const theirs = postmortems.filter((one) => isThirdParty(site, one)).length;
  return theirs > 0 && theirs < postmortems.length;
});

/** Whether a postmortem or drill is someone else's. */
export function isThirdParty(site: Site, document: AnyDocument): boolean {
  return accountOf(document, site.graph.collection.config) === "third-party";
}
