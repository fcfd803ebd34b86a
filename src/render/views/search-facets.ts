import { listOf } from "../../model/blank.js";
import { accountOf, type Postmortem } from "../../model/collection.js";
import type { MissingEvidence } from "../../model/schema-types.js";
import { linkTo, type Site } from "../site-model.js";
import { breachedObjectives, type IncidentRow } from "./incident-row.js";
import { MISSING_KIND, PATTERN } from "./words.js";

/** The facets of search, in the order in which they are shown. `key` is the name in the index and in the URL. */
export const FACETS = [
  { key: "class", title: "Class" },
  { key: "kind", title: "Kind of failure" },
  { key: "severity", title: "Severity" },
  { key: "organisation", title: "Organisation" },
  { key: "service", title: "Service" },
  { key: "year", title: "Year" },
  { key: "breached", title: "Breached objective" },
  { key: "skipped", title: "Skipped step" },
  { key: "missing", title: "Kind of missing evidence" },
  { key: "pattern", title: "Pattern" },
  { key: "type", title: "Incident or near-miss" },
  { key: "account", title: "Account" },
] as const;

type FacetKey = (typeof FACETS)[number]["key"];

/** One value that a postmortem has for a facet: as it stands in the index and the URL, and as it is shown. */
interface FacetValue {
  key: FacetKey;
  value: string;
  title: string;
}

/** What the search index knows of a postmortem beside its words. */
export interface SearchFacets {
  values: FacetValue[];
  day: string | null;
  /** What results are sorted by. Pagefind leaves out of a sorted list what has nothing to sort by. */
  sorts: { key: string; value: string }[];
  /** The line shown under a result: organisations, the first kind, how long it went unseen. */
  line: string;
}

/** The facets of one postmortem. */
export function searchFacets(site: Site, postmortem: Postmortem, row: IncidentRow): SearchFacets {
  const { data, id } = postmortem;
  const kinds = data.failure_kinds ?? [];
  const config = site.graph.collection.config;
  const steps = site.measures.choreography.incidents.get(id) ?? [];
  const gaps = listOf<MissingEvidence>(data.missing_evidence).filter((gap) => gap.missing_to !== "readers");
  const values: FacetValue[] = [
    ...row.classes.map((mark) => facet("class", mark.id, mark.title)),
    ...kinds.map(({ kind }) => facet("kind", kind, linkTo(site, "kind", kind).title)),
    ...(data.severity === undefined ? [] : [facet("severity", data.severity, row.severity ?? data.severity)]),
    ...row.organisations.map((name) => facet("organisation", name, name)),
    ...(data.services ?? []).map(({ service }) => facet("service", service, linkTo(site, "service", service).title)),
    ...(row.day === null ? [] : [facet("year", row.day.slice(0, 4), row.day.slice(0, 4))]),
    ...breachedObjectives(site, id).map((one) => facet("breached", one, linkTo(site, "objective", one).title)),
    ...steps
      .filter((step) => step.outcome === "skipped")
      .map(({ step, number }) => facet("skipped", step, `${number}. ${linkTo(site, "step", step).title}`)),
    ...gaps.map(({ kind }) => facet("missing", kind, MISSING_KIND[kind])),
    ...(data.pattern === undefined ? [] : [facet("pattern", data.pattern, PATTERN[data.pattern])]),
    facet("type", data.kind, data.kind === "near-miss" ? "Near-miss" : "Incident"),
    accountOf(postmortem, config) === "third-party"
      ? facet("account", "third-party", "Third-party")
      : facet("account", "own", "Own"),
  ];
  const unique = new Map(values.map((one) => [`${one.key}:${one.value}`, one]));
  const line = [...row.organisations, ...row.kinds.slice(0, 1).map((kind) => kind.title), ...unseen(row)].join(" · ");
  return { values: [...unique.values()], day: row.day, sorts: sortKeys(site, row), line };
}

function unseen({ blind }: IncidentRow): string[] {
  if (blind === null) return [];
  return [blind === "none" ? "seen at once" : `unseen for ${blind}`];
}

/** The unknown comes last either way, for which the time unseen needs two keys, in seconds of ten digits. */
function sortKeys(site: Site, { id, day }: IncidentRow): SearchFacets["sorts"] {
  const blind = site.measures.detectionDelay.incidents.get(id)?.blind ?? null;
  const middle = blind === null ? null : (blind.from + blind.to) / 2000;
  const seconds = middle !== null && Number.isFinite(middle) ? String(Math.round(middle)).padStart(10, "0") : null;
  return [
    { key: "date", value: day ?? "0000-00-00" },
    { key: "longest", value: seconds ?? "-1" },
    { key: "shortest", value: seconds ?? "9999999999" },
  ];
}

function facet(key: FacetKey, value: string, title: string): FacetValue {
  return { key, value, title };
}
