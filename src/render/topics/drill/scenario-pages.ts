import type { ScenarioCoverage } from "../../../measure/drill-coverage.js";
import type { Drill } from "../../../model/collection.js";
import type { NodeKind } from "../../../model/kinds.js";
import type { Scenario } from "../../../model/schema-types.js";
import { addressing } from "../../shared/addressing-actions.js";
import { drillRow } from "../../shared/drill-row.js";
import { dueView } from "../../shared/due-view.js";
import type { Page, PageKind } from "../../shared/page-kind.js";
import { PER_PAGE, paged, pageTitle } from "../../shared/paging.js";
import { pagePath } from "../../shared/paths.js";
import { publishedReferrers } from "../../shared/referrers.js";
import { entriesWithPage, linkTo, type NodeLink, type Site } from "../../shared/site-model.js";
import { runsText } from "./drills-page.js";
import { findingsOf } from "./findings.js";
import { missedDrills } from "./missed-drill.js";
import { MAX_MISSED_ON_DRILLS, MISSED_PATH } from "./missed-pages.js";

/** How many incidents after a passing drill are shown, the newest; `measures.json` has all. */
const MAX_MISSED_INCIDENTS = 50;

/** `/drills/scenarios/<id>/`: what a scenario asks, its runs, what they found and what they missed. */
export const scenarioPages: PageKind = {
  template: "drill/scenario",
  folder: "drills",
  pages: (site) =>
    entriesWithPage(site, "scenario", site.graph.collection.catalogs.scenarios).flatMap((scenario) =>
      scenarioPageList(site, scenario),
    ),
};

function scenarioPageList(site: Site, scenario: Scenario): Page[] {
  const coverage = site.measures.drillCoverage.scenarios.get(scenario.id);
  const runs = coverage?.runs ?? [];
  const links = (type: NodeKind, ids: readonly string[] | undefined) =>
    (ids ?? []).map((id): NodeLink => linkTo(site, type, id));
  const model = {
    question: scenario.question,
    text: scenario.description,
    kinds: (scenario.kinds ?? []).map((kind) => ({
      ...linkTo(site, "kind", kind),
      incidents: publishedReferrers(site, `kind:${kind}`, "has-kind").size,
    })),
    steps: links("step", scenario.steps),
    policies: links("policy", scenario.policies),
    objectives: links("objective", scenario.objectives),
    due: coverage ? dueView(coverage.interval, coverage.due) : null,
    runs: runsText(runs),
    places: coverage === undefined ? [] : placesOf(site, coverage),
    missed: missedDrills(site, (coverage?.missed ?? []).slice(0, MAX_MISSED_INCIDENTS)),
    missedPath: site.measures.drillCoverage.missed.length > MAX_MISSED_ON_DRILLS ? MISSED_PATH : null,
    missedMore: Math.max(0, (coverage?.missed.length ?? 0) - MAX_MISSED_INCIDENTS),
    actions: addressing(site, `scenario:${scenario.id}`),
  };
  const drills = runsAndDrafts(site, scenario.id, runs);
  return paged(pagePath(`scenario:${scenario.id}`) ?? "", drills, PER_PAGE).map(({ path, items, pager }) => ({
    path,
    title: pageTitle(scenario.title, pager),
    description: scenario.question,
    section: "drills",
    model: {
      ...model,
      drills: items.map((drill) => drillRow(site, drill)),
      found: items.flatMap((drill) => {
        const row = drillRow(site, drill);
        return findingsOf(site, drill).map(({ id, what, kind }) => ({
          what,
          kind,
          path: `${row.path}#finding-${id}`,
          drill: row,
        }));
      }),
      pager,
    },
  }));
}

/** The runs, newest first, and then drills that are not published or not held yet. */
function runsAndDrafts(site: Site, scenario: string, runs: ScenarioCoverage["runs"]): Drill[] {
  const held = runs.flatMap((run) => site.drills.get(run.drill) ?? []);
  const ids = new Set(held.map(({ id }) => id));
  const others = site.graph.collection.drills.filter(({ id, data }) => data.scenario === scenario && !ids.has(id));
  return [...held, ...others];
}

/** Where it was run, if at more than one place: the last run that counts at each. */
function placesOf(
  site: Site,
  { places }: ScenarioCoverage,
): { link: NodeLink; runs: number; last: ReturnType<typeof drillRow> | null }[] {
  if (places.length < 2) return [];
  return places.map(({ type, name, runs, lastCounted }) => {
    const drill = lastCounted && site.drills.get(lastCounted.drill);
    return {
      link: type === "service" ? linkTo(site, "service", name) : { title: name, path: null },
      runs,
      last: drill ? drillRow(site, drill) : null,
    };
  });
}
