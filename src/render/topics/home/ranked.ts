import { areBars, incidentDots } from "../../shared/incident-dots.js";
import { countedIds, publishedReferrers } from "../../shared/referrers.js";
import type { Site } from "../../shared/site-model.js";
import { type ContractSummary, contractsByIncidents } from "../catalog/contracts-page.js";
import { type InvariantSummary, invariantsByIncidents } from "../catalog/invariants-page.js";

/** Entries of a catalog by the number of incidents that touch them, each incident drawn. */
export interface Ranked<T> {
  /** What the list shows, in one sentence. */
  finding: string;
  rows: (T & { svg: string })[];
  /** Whether incidents are too many for a mark each. */
  hasBars: boolean;
  /** Entries that an incident touches, and all. */
  touched: number;
  all: number;
}

/** The invariants violated most; null where none was. */
export function rankedInvariants(site: Site, max: number): Ranked<InvariantSummary> | null {
  return ranked(invariantsByIncidents(site), max, "What keeps breaking", (rows) =>
    incidentDots(
      site,
      rows.map(({ id }) => countedIds(site, `invariant:${id}`, "violates")),
    ),
  );
}

/** The contracts unclear in most incidents; null where none was. */
export function rankedContracts(site: Site, max: number): Ranked<ContractSummary> | null {
  return ranked(contractsByIncidents(site), max, "Which promise is misread", (rows) =>
    incidentDots(
      site,
      rows.map(({ id }) => publishedReferrers(site, `contract:${id}`, "misreads")),
    ),
  );
}

function ranked<T extends { title: string; incidents: number }>(
  entries: readonly T[],
  max: number,
  question: string,
  draw: (rows: readonly T[]) => string[],
): Ranked<T> | null {
  const touched = entries.filter(({ incidents }) => incidents > 0);
  const [first, second] = touched;
  if (first === undefined) return null;
  const rows = touched.slice(0, max);
  const svgs = draw(rows);
  return {
    // One incident, or two entries of the same rank, are no finding.
    finding: first.incidents > 1 && first.incidents !== second?.incidents ? `${question}: ${first.title}` : question,
    hasBars: areBars(rows.map(({ incidents }) => incidents)),
    rows: rows.map((row, at) => ({ ...row, svg: svgs[at] ?? "" })),
    touched: touched.length,
    all: entries.length,
  };
}
