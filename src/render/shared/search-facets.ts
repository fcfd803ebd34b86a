import { noticedBy } from "../../measure/detection-distributions.js";
import { type AnyDocument, accountOf, type Drill, dayOfId, type Postmortem } from "../../model/collection.js";
import { customFieldsOf, isShownAs } from "../../model/custom-fields.js";
import { classOfKind, type Kind } from "../../model/kinds.js";
import { sourceOfId } from "../../model/repository-source.js";
import type { MissingEvidence } from "../../model/schema-types.js";
import { listOf } from "../../model/values/blank.js";
import { middleOf } from "../../model/values/range.js";
import { capitalize } from "../../util/capitalize.js";
import { classMark } from "./class-mark.js";
import { valueView } from "./custom-facts.js";
import { CONFORMANCE, EXPECTED } from "./document-degradation.js";
import { drillRow } from "./drill-row.js";
import { breachedObjectives, type IncidentRow, incidentRow, isThirdParty } from "./incident-row.js";
import { kindsOf } from "./kinds-of.js";
import { linkTo, type Site } from "./site-model.js";
import { ACTION_TYPE, ADDRESSED, BY, MANIFESTATION, MISSING_KIND, PATTERN, STATUS } from "./words.js";

/** The built-in facets of search, in the order in which they are shown. `key` is the name in the index and in the URL. */
const FACETS = [
  { key: "type", title: "What" },
  { key: "class", title: "Class" },
  { key: "kind", title: "Kind of failure" },
  { key: "severity", title: "Severity" },
  { key: "source", title: "Repository" },
  { key: "organisation", title: "Organisation" },
  { key: "service", title: "Service" },
  { key: "year", title: "Year" },
  { key: "breached", title: "Breached objective" },
  { key: "skipped", title: "Skipped step" },
  { key: "missing", title: "Kind of missing evidence" },
  { key: "manifestation", title: "Loud or silent" },
  { key: "noticed", title: "Who noticed" },
  { key: "undetected", title: "Undetected for" },
  { key: "degraded", title: "Degraded as declared" },
  { key: "purpose", title: "Purpose of an action" },
  { key: "addresses", title: "Addressed by an action" },
  { key: "pattern", title: "Pattern" },
  { key: "account", title: "Account" },
  { key: "status", title: "Status" },
] as const;

/** That of a custom field has `field-` and its name. */
type FacetKey = (typeof FACETS)[number]["key"] | `field-${string}`;

/** All facets: the built-in ones, then the custom fields that are facets. */
export function facetsOf({ graph }: Site): { key: FacetKey; title: string }[] {
  const fields = (graph.collection.config.fields ?? []).filter((field) => isShownAs(field, "facet"));
  return [...FACETS, ...fields.map(({ name, title }) => ({ key: `field-${name}` as const, title }))];
}

/** One value that a document has for a facet: as it stands in the index and the URL, and as it is shown. */
interface FacetValue {
  key: FacetKey;
  value: string;
  title: string;
}

/** What the search index holds of a postmortem or drill besides its text. */
export interface SearchFacets {
  values: FacetValue[];
  day: string | null;
  /** The ids of its classes, the primary first: results show their marks. */
  classes: string[];
  /** The line under a result: flags, organisations, first kind or scenario, outcome. */
  line: string;
}

/** The facets of one postmortem. */
export function postmortemFacets(site: Site, postmortem: Postmortem): SearchFacets {
  const { data, id } = postmortem;
  const row = incidentRow(site, postmortem);
  const steps = site.measures.choreography.incidents.get(id) ?? [];
  const values: FacetValue[] = [
    ...commonFacets(site, postmortem, row.organisations),
    ...(data.severity === undefined ? [] : [facet("severity", data.severity, row.severity ?? data.severity)]),
    ...serviceFacets(
      site,
      (data.services ?? []).map(({ service }) => service),
    ),
    ...steps
      .filter((step) => step.outcome === "skipped")
      .map(({ step, number }) => facet("skipped", step, `${number}. ${linkTo(site, "step", step).title}`)),
    ...(data.manifestation === undefined
      ? []
      : [facet("manifestation", data.manifestation, MANIFESTATION[data.manifestation])]),
    ...noticedFacets(postmortem),
    undetectedFacet(site, postmortem),
    ...(data.pattern === undefined ? [] : [facet("pattern", data.pattern, PATTERN[data.pattern])]),
    facet("type", data.kind, data.kind === "near-miss" ? "Near-miss" : "Incident"),
  ];
  const kind = row.kinds.slice(0, 1).map(({ title }) => title);
  return searchFacets(postmortem, values, [...row.flags, ...row.organisations, ...kind, ...undetected(row)]);
}

/** The facets of one drill: its classes and kinds are those of its findings. */
export function drillFacets(site: Site, drill: Drill): SearchFacets {
  const row = drillRow(site, drill);
  const values: FacetValue[] = [
    ...commonFacets(site, drill, row.organisations),
    ...serviceFacets(site, drill.data.services ?? []),
    facet("type", "drill", "Drill"),
  ];
  const scenario = row.scenario === null ? [] : [row.scenario.title];
  return searchFacets(drill, values, [...row.flags, ...row.organisations, ...scenario, row.verdict]);
}

function searchFacets(document: AnyDocument, values: readonly FacetValue[], line: readonly string[]): SearchFacets {
  const unique = new Map(values.map((one) => [`${one.key}:${one.value}`, one]));
  return {
    values: [...unique.values()],
    day: dayOfId(document.id),
    classes: classesOf(document),
    line: line.join(" · "),
  };
}

/** The facets of an entry of a catalog. */
export function catalogFacets(site: Site, kind: Kind, entry: { id: string; organisation?: string }): FacetValue[] {
  const { id, organisation } = entry;
  const mark = kind === "class" || kind === "kind" ? classMark(site, kind === "kind" ? classOfKind(id) : id) : null;
  return [
    facet("type", "catalog", "Catalog entry"),
    ...(mark === null ? [] : [facet("class", mark.id, mark.title)]),
    ...(organisation === undefined ? [] : [facet("organisation", organisation, organisation)]),
  ];
}

/** What both a postmortem and a drill have. */
function commonFacets(site: Site, document: AnyDocument, organisations: readonly string[]): FacetValue[] {
  const { data, id } = document;
  const year = dayOfId(id)?.slice(0, 4);
  const gaps = listOf<MissingEvidence>(data.missing_evidence).filter((gap) => gap.missing_to !== "readers");
  const isForeign = accountOf(document, site.graph.collection.config) === "third-party";
  return [
    ...classesOf(document).flatMap((one) => {
      const mark = classMark(site, one);
      return mark === null ? [] : [facet("class", one, mark.title)];
    }),
    ...kindsOf(document).map((kind) => facet("kind", kind, linkTo(site, "kind", kind).title)),
    ...organisations.map((name) => facet("organisation", name, name)),
    ...sourceFacets(site, id),
    ...(year === undefined ? [] : [facet("year", year, year)]),
    ...degradedFacets(site, document),
    ...actionFacets(document),
    ...breachedObjectives(site, id).map((one) => facet("breached", one, linkTo(site, "objective", one).title)),
    ...gaps.map(({ kind }) => facet("missing", kind, MISSING_KIND[kind])),
    // Published is the normal case, so only other statuses have the facet.
    ...(STATUS[data.status] === null ? [] : [facet("status", data.status, STATUS[data.status] ?? "")]),
    ...customFacets(site, document),
    isForeign ? facet("account", "third-party", "Third-party") : facet("account", "own", "Own"),
  ];
}

/** The repository that it is from, where there are several. */
function sourceFacets({ graph }: Site, id: string): FacetValue[] {
  const { sources = [], config } = graph.collection;
  if (sources.length === 0) return [];
  const source = sources.find(({ name }) => name === sourceOfId(id));
  return [source ? facet("source", source.name, source.title) : facet("source", "this", config.title)];
}

/** The values of custom fields that the document or one of its actions has. */
function customFacets({ graph }: Site, { type, data }: AnyDocument): FacetValue[] {
  const { config } = graph.collection;
  const found = [
    ...customFieldsOf(config, type, data),
    ...(data.actions ?? []).flatMap((action) => customFieldsOf(config, "action", action)),
  ];
  return found.flatMap(({ field, value }) =>
    isShownAs(field, "facet")
      ? [value].flat().map((one) => facet(`field-${field.name}`, String(one), valueView(field, one).text))
      : [],
  );
}

/** What noticed first, where that is known. */
function noticedFacets({ data: { detection } }: Postmortem): FacetValue[] {
  const by = noticedBy(detection);
  return by === "not-stated" ? [] : [facet("noticed", by, capitalize(BY[by] ?? by))];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long something went undetected, from the shortest; each value holds what is below its limit. */
export const UNDETECTED = [
  { value: "at-once", title: "Detected at once", belowMs: 1 },
  { value: "under-10-min", title: "Under 10 min", belowMs: 10 * MINUTE_MS },
  { value: "10-min-to-1-h", title: "10 min to 1 h", belowMs: HOUR_MS },
  { value: "1-h-to-1-day", title: "1 h to 1 day", belowMs: 24 * HOUR_MS },
  { value: "over-a-day", title: "A day or more", belowMs: Number.POSITIVE_INFINITY },
  { value: "unknown", title: "Not known", belowMs: null },
] as const;

/** By the middle of the range, as results are ordered. */
function undetectedFacet({ measures }: Site, { id }: Postmortem): FacetValue {
  const blind = measures.detectionDelay.incidents.get(id)?.blind ?? null;
  const middle = blind && middleOf(blind);
  const isIt = ({ belowMs }: (typeof UNDETECTED)[number]) =>
    middle === null ? belowMs === null : belowMs !== null && middle < belowMs;
  const { value, title } = UNDETECTED.find(isIt) ?? UNDETECTED[5];
  return facet("undetected", value, title);
}

/** How actions behaved against what was declared of them. */
function degradedFacets(site: Site, document: AnyDocument): FacetValue[] {
  const rows = site.measures.degradationConformance.byDocument.get(document.id) ?? [];
  const words = isThirdParty(site, document) ? EXPECTED : CONFORMANCE;
  return rows.map(({ conformance }) => facet("degraded", conformance, capitalize(words[conformance])));
}

/** What its actions are for, and the types of what they address. */
function actionFacets({ data: { actions = [] } }: AnyDocument): FacetValue[] {
  return actions.flatMap(({ type, addresses = [] }) => [
    facet("purpose", type, ACTION_TYPE[type].title),
    ...addresses.flatMap((reference) => {
      const kind = reference.split(":")[0] ?? "";
      const plural = ADDRESSED.get(kind);
      return plural === undefined ? [] : [facet("addresses", kind, plural)];
    }),
  ]);
}

function serviceFacets(site: Site, services: readonly string[]): FacetValue[] {
  return services.map((service) => facet("service", service, linkTo(site, "service", service).title));
}

/** The class that a postmortem counts for, that of its primary kind; all classes of what a drill found. */
function classesOf(document: AnyDocument): string[] {
  const kinds = document.type === "drill" ? kindsOf(document) : kindsOf(document).slice(0, 1);
  return [...new Set(kinds.map(classOfKind))];
}

function undetected({ blind }: IncidentRow): string[] {
  if (blind === null) return [];
  return [blind === "none" ? "detected at once" : `undetected for ${blind}`];
}

function facet(key: FacetKey, value: string, title: string): FacetValue {
  return { key, value, title };
}
