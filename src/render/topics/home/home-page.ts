import { countedOf } from "../../../measure/counted.js";
import { dayOfId } from "../../../model/collection.js";
import { areBars, incidentDots } from "../../shared/incident-dots.js";
import { incidentRow, isThirdParty } from "../../shared/incident-row.js";
import type { PageKind } from "../../shared/page-kind.js";
import { publishedReferrers } from "../../shared/referrers.js";
import { linkTo, type NodeLink, type Site } from "../../shared/site-model.js";
import { BY } from "../../shared/words.js";
import { sourceTable } from "../sources/sources-pages.js";
import { delaysByClass, delaysByManifestation } from "../taxonomy/delays-chart/delays-chart.js";
import { overdueView } from "./overdue.js";
import { rankedContracts, rankedInvariants } from "./ranked.js";

const MAX_NEWEST = 5;
const MAX_RANKED = 5;
const MAX_QUESTIONS = 3;

/** With fewer incidents, the page says what to do next. */
const FEW_INCIDENTS = 3;

/** `/`: has this happened before? Search, and what the collection shows. */
export const homePages: PageKind = {
  template: "home/home",
  folder: "",
  pages: (site) => [
    {
      path: "index.html",
      title: "Has this happened before?",
      description: site.graph.collection.config.description ?? "Postmortems told in one form.",
      section: null,
      model: homeModel(site),
    },
  ],
};

function homeModel(site: Site) {
  const published = countedOf(site.graph);
  const thirdParty = published.filter((one) => isThirdParty(site, one)).length;
  const years = published.flatMap(({ id }) => dayOfId(id)?.slice(0, 4) ?? []).sort();
  const loud = delaysByManifestation(site, "");
  const { repositories } = site.measures;
  const [first, last] = [years[0] ?? null, years.at(-1) ?? null];
  return {
    questions: questionsOf(site),
    incidents: published.length,
    own: published.length - thirdParty,
    thirdParty,
    isMixed: thirdParty > 0 && thirdParty < published.length,
    allThirdParty: published.length > 0 && thirdParty === published.length,
    drills: site.measures.drillCoverage.runs.length,
    from: first,
    to: last === first ? null : last,
    // Where accounts do not say whether a failure was loud or silent, its class stands in.
    loud: loud !== null,
    delays: loud ?? delaysByClass(site, "", null),
    noticed: noticedView(site),
    never: neverRehearsed(site),
    invariants: rankedInvariants(site, MAX_RANKED),
    contracts: rankedContracts(site, MAX_RANKED),
    overdue: overdueView(site),
    repositories: repositories && sourceTable(repositories),
    newest: site.newestFirst.slice(0, MAX_NEWEST).map((one) => incidentRow(site, one)),
    next: thirdParty === 0 && published.length < FEW_INCIDENTS,
  };
}

/** Questions that search answers: those of the collection, else the kinds of failure that occurred most. */
function questionsOf(site: Site): { text: string; query: string }[] {
  const { config, catalogs } = site.graph.collection;
  const kinds = catalogs.classes
    .flatMap(({ id, kinds: of }) => of.map((kind) => ({ ref: `kind:${id}/${kind.id}` as const, title: kind.title })))
    .map(({ ref, title }) => ({ title, n: publishedReferrers(site, ref, "has-kind").size }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n);
  const questions = config.site?.questions ?? kinds.map(({ title }) => title.toLowerCase());
  return questions.slice(0, MAX_QUESTIONS).map((text) => ({ text, query: encodeURIComponent(text) }));
}

/** What noticed the failures first. Null where it is known of none or one. */
function noticedView(site: Site) {
  const groups = site.measures.detectionDistributions.by;
  const known = groups.filter(({ key }) => key !== "not-stated");
  const n = known.reduce((sum, { incidents }) => sum + incidents.length, 0);
  const [most, second] = known;
  if (n < 2 || most === undefined) return null;
  const svgs = incidentDots(
    site,
    known.map(({ incidents }) => incidents),
  );
  const also = second === undefined ? "" : `, ${wordOf(second.key)} in ${second.incidents.length}`;
  const hasBars = areBars(known.map(({ incidents }) => incidents.length));
  const notStated = groups.find(({ key }) => key === "not-stated")?.incidents.length ?? 0;
  return {
    finding: `Where it is known, ${wordOf(most.key)} noticed first in ${most.incidents.length} of ${n} incidents${also}`,
    known: n,
    hasBars,
    notStated,
    noteless: hasBars && notStated === 0,
    rows: known.map(({ key, incidents }, at) => ({
      title: wordOf(key),
      by: key,
      incidents: incidents.length,
      svg: svgs[at] ?? "",
    })),
  };
}

function wordOf(by: string): string {
  return BY[by] ?? by;
}

/** Scenarios that no drill ran, those whose kinds of failure occurred most first. Null where all were run. */
function neverRehearsed(site: Site) {
  const { scenarios } = site.graph.collection.catalogs;
  const never = scenarios.filter(({ id }) => (site.measures.drillCoverage.scenarios.get(id)?.runs ?? []).length === 0);
  if (never.length === 0) return null;
  const rows = never.map(({ id, kinds = [] }): NodeLink & { incidents: number } => {
    const incidents = new Set(kinds.flatMap((kind) => [...publishedReferrers(site, `kind:${kind}`, "has-kind")]));
    return { ...linkTo(site, "scenario", id), incidents: incidents.size };
  });
  return {
    never: never.length,
    all: scenarios.length,
    rows: rows.sort((a, b) => b.incidents - a.incidents).slice(0, MAX_RANKED),
    isOne: never.length === 1,
  };
}
