import { countedOf } from "../../../measure/counted.js";
import type { KindOccurrence, ScenarioCoverage } from "../../../measure/drill-coverage.js";
import type { DrillRun } from "../../../measure/drill-run.js";
import { dayOfId } from "../../../model/collection.js";
import { compareText } from "../../../model/diagnostic.js";
import { classOfKind } from "../../../model/kinds.js";
import { type ClassMark, classMark } from "../../shared/class-mark.js";
import { type DrillRow, drillRow } from "../../shared/drill-row.js";
import { type DueView, dueView } from "../../shared/due-view.js";
import type { PageKind } from "../../shared/page-kind.js";
import { PER_PAGE, paged, pageTitle } from "../../shared/paging.js";
import { type ListedEntry, linkTo, listedEntry, type NodeLink, type Site } from "../../shared/site-model.js";
import { drillStrip } from "./drill-strip.js";
import { missedDrills } from "./missed-drill.js";
import { MAX_MISSED_ON_DRILLS, MISSED_PATH } from "./missed-pages.js";

/** A scenario with its last run. */
interface ScenarioRow {
  link: ListedEntry;
  question: string;
  /** `4 runs, of which 4 count and 1 passed`; null for none. */
  runs: string | null;
  hasRuns: boolean;
  last: DrillRow | null;
  /** The last run that counts, where that is an earlier one. */
  lastCounting: DrillRow | null;
  due: DueView | null;
}

/** A scenario at one service or location, with its last run there. */
interface PlaceRow {
  scenario: NodeLink;
  place: NodeLink;
  runs: number;
  last: DrillRow;
  due: DueView | null;
}

/** The pages of scenarios have the places of each. */
const MAX_PLACES = 24;

/** `/drills/`: what is rehearsed, and what is not. */
export const drillsPages: PageKind = {
  template: "drill/drills",
  folder: "drills",
  pages: (site) => {
    const overview = overviewOf(site);
    return paged("drills/index.html", drillsNewestFirst(site), PER_PAGE).map(({ path, items, pager }) => ({
      path,
      title: pageTitle("Drills", pager),
      description: "Which scenarios were rehearsed, how both halves went, and what broke that nobody had rehearsed.",
      section: "drills" as const,
      model: { ...overview, isFirst: pager.number === 1, drills: items, pager },
    }));
  },
};

function overviewOf(site: Site) {
  const { scenarios, runs, unrehearsed, missed } = site.measures.drillCoverage;
  const rows = site.graph.collection.catalogs.scenarios.map((scenario) => ({
    ...scenarioRow(site, scenarios.get(scenario.id)),
    link: listedEntry(site, "scenario", scenario.id),
    question: scenario.question,
  }));
  const places = [...scenarios.values()].flatMap((coverage) => placeRows(site, coverage));
  const never = rows.filter((row) => !row.hasRuns);
  return {
    published: runs.length,
    unpublished: site.graph.collection.drills.filter(
      ({ data }) => data.status !== "published" && data.status !== "archived",
    ).length,
    archived: site.graph.collection.drills.filter(({ data }) => data.status === "archived").length,
    counting: runs.filter((run) => run.counts).length,
    passed: runs.filter((run) => run.passes).length,
    scenarios: rows,
    rehearsed: rows.length - never.length,
    never,
    places: places.slice(0, MAX_PLACES),
    placesMore: Math.max(0, places.length - MAX_PLACES),
    overdue: rows.filter((row) => row.due?.overdue).length,
    thirdParty: site.graph.collection.config.account === "third-party",
    hasIntervals: rows.some((row) => row.due !== null),
    hasIncidents: countedOf(site.graph).length > 0,
    chart: drillStrip(site, "../"),
    unrehearsed: unrehearsed.map((one) => kindRow(site, one)),
    missed: missedDrills(site, missed.slice(0, MAX_MISSED_ON_DRILLS)),
    missedPath: MISSED_PATH,
    missedMore: Math.max(0, missed.length - MAX_MISSED_ON_DRILLS),
  };
}

function scenarioRow(site: Site, coverage: ScenarioCoverage | undefined): Omit<ScenarioRow, "link" | "question"> {
  const rowOf = (run: DrillRun | null | undefined): DrillRow | null => {
    const drill = run ? site.drills.get(run.drill) : undefined;
    return drill === undefined ? null : drillRow(site, drill);
  };
  return {
    runs: runsText(coverage?.runs ?? []),
    hasRuns: coverage?.last != null,
    last: rowOf(coverage?.last),
    lastCounting: coverage?.last === coverage?.lastCounted ? null : rowOf(coverage?.lastCounted),
    due: coverage ? dueView(coverage.interval, coverage.due) : null,
  };
}

/** The last run at each place, what is overdue first. */
function placeRows(site: Site, { scenario, interval, places }: ScenarioCoverage): PlaceRow[] {
  const rows = places.flatMap(({ type, name, runs, last, due }): PlaceRow[] => {
    const drill = site.drills.get(last.drill);
    if (drill === undefined) return [];
    const place = type === "service" ? linkTo(site, "service", name) : { title: name, path: null };
    const row = { scenario: linkTo(site, "scenario", scenario), place, runs, last: drillRow(site, drill) };
    return [{ ...row, due: dueView(interval, due) }];
  });
  return rows.sort((a, b) => Number(b.due?.overdue ?? false) - Number(a.due?.overdue ?? false));
}

/** The number of runs, and how many count and passed, which is omitted for a single run; null for none. */
export function runsText(runs: readonly DrillRun[]): string | null {
  if (runs.length < 2) return runs.length === 0 ? null : "1 run";
  const counting = runs.filter((run) => run.counts).length;
  const passed = runs.filter((run) => run.passes).length;
  return `${runs.length} runs, of which ${counting === 0 ? "none counts" : `${counting} ${counting === 1 ? "counts" : "count"} and ${passed} passed`}`;
}

function kindRow(
  site: Site,
  { kind, incidents }: KindOccurrence,
): NodeLink & { mark: ClassMark | null; incidents: number } {
  const mark = classMark(site, classOfKind(kind));
  return { ...linkTo(site, "kind", kind), mark, incidents: incidents.length };
}

/** All drills, those of the newest day first and the undated last. */
function drillsNewestFirst(site: Site): DrillRow[] {
  return [...site.graph.collection.drills]
    .sort((a, b) => compareText(dayOfId(b.id) ?? "", dayOfId(a.id) ?? "") || compareText(a.id, b.id))
    .map((drill) => drillRow(site, drill));
}
