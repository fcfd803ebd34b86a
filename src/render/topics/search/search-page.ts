import { type ClassMark, classMark } from "../../shared/class-mark.js";
import { incidentRow } from "../../shared/incident-row.js";
import type { PageKind } from "../../shared/page-kind.js";
import { PER_PAGE } from "../../shared/paging.js";
import { drillFacets, facetsOf, postmortemFacets, UNDETECTED } from "../../shared/search-facets.js";
import type { Site } from "../../shared/site-model.js";
import { catalogRecords } from "./records/catalog-records.js";

interface Facet {
  key: string;
  title: string;
  /** Whether it is shown open at first. */
  open: boolean;
  values: { value: string; title: string; mark: ClassMark | null; n: number; id: string }[];
}

/** How many facets are open at first; the others unfold. */
const OPEN_FACETS = 2;

/** `/search/`: full text and facets. The values are known when the site is built, so that the page needs only counts from the index. */
export const searchPages: PageKind = {
  template: "search/search",
  folder: "search",
  pages: (site) => [
    {
      path: "search/index.html",
      title: "Search",
      description:
        "Search all incidents, catalogs and drills by their words, and by class, kind, severity, organisation, service and year.",
      section: "search",
      model: {
        facets: filtersOf(site),
        total: site.newestFirst.length,
        newest: site.newestFirst.slice(0, PER_PAGE).map((one) => incidentRow(site, one)),
        older: site.newestFirst.length > PER_PAGE,
      },
    },
  ],
};

function filtersOf(site: Site): Facet[] {
  const all = [
    ...site.newestFirst.flatMap((one) => postmortemFacets(site, one).values),
    ...site.graph.collection.drills.flatMap((one) => drillFacets(site, one).values),
    ...catalogRecords(site).flatMap(({ facets }) => facets),
  ];
  const order = (key: string) => catalogOrder(site, key);
  return facetsOf(site).flatMap(({ key, title }, at): Facet[] => {
    const counts = new Map<string, { title: string; n: number }>();
    for (const one of all) {
      if (one.key === key) counts.set(one.value, { title: one.title, n: (counts.get(one.value)?.n ?? 0) + 1 });
    }
    const position = order(key);
    const values = [...counts]
      .sort(([a], [b]) => position(a) - position(b) || (a < b ? -1 : 1))
      .map(([value, rest], index) => ({
        value,
        ...rest,
        mark: key === "class" ? classMark(site, value) : null,
        id: `f-${key}-${index + 1}`,
      }));
    return values.length === 0 ? [] : [{ key, title, open: at < OPEN_FACETS, values }];
  });
}

/** The place of a value in its catalog; years count backwards, the newest first. */
function catalogOrder(site: Site, key: string): (value: string) => number {
  const { catalogs, config } = site.graph.collection;
  const lists: Readonly<Record<string, readonly string[]>> = {
    type: ["incident", "near-miss", "catalog", "drill"],
    class: catalogs.classes.map(({ id }) => id),
    kind: catalogs.classes.flatMap(({ id, kinds }) => kinds.map((kind) => `${id}/${kind.id}`)),
    severity: (config.severities ?? []).map(({ id }) => id),
    breached: catalogs.objectives.map(({ id }) => id),
    undetected: UNDETECTED.map(({ value }) => value),
    skipped: catalogs.steps.map(({ id }) => id),
    ...Object.fromEntries((config.fields ?? []).map(({ name, options }) => [`field-${name}`, options ?? []])),
  };
  if (config.fields?.some(({ name, type }) => key === `field-${name}` && type === "number")) return Number;
  if (key === "year") return (value) => -Number(value);
  const list = lists[key];
  return (value) => list?.indexOf(value) ?? 0;
}
