import { countedOf } from "../../../measure/counted.js";
import { MIN_N_FOR_MEDIAN } from "../../../measure/quartiles.js";
import type { Step } from "../../../model/schema-types.js";
import { thousands } from "../../kit/formats/format-duration.js";
import { outcomeGlyph } from "../../shared/glyph.js";
import { incidentLinks } from "../../shared/incident-links.js";
import { type QuartileView, quartileView } from "../../shared/quartile-view.js";
import { linkTo, listedEntry, type Site } from "../../shared/site-model.js";
import { skippingView } from "./skipping.js";
import { type GroupId, groupPath } from "./step-groups.js";

/** A number of incidents, and where they are listed. */
interface Count {
  n: number;
  path: string | null;
}

/** How often a step was taken and how often not. */
export interface StepTotals {
  taken: Count;
  /** Taken only after a relapse. */
  late: Count;
  ineffective: Count;
  skipped: Count;
  notPossible: Count;
  notNeeded: Count;
  notRecorded: Count;
  sinceDetection: QuartileView;
}

/** The columns of the table of totals; one that is zero for all steps is left out. */
const COLUMNS = [
  ["taken", "Taken"],
  ["late", "Late"],
  ["ineffective", "No effect"],
  ["skipped", "Skipped"],
  ["notPossible", "Not possible"],
  ["notNeeded", "Not needed"],
  ["notRecorded", "Not recorded"],
] as const;

/** What all pages of the matrix of steps show beside its rows. */
export function stepsOverview(site: Site) {
  const { steps } = site.graph.collection.catalogs;
  const incidents = countedOf(site.graph).length;
  const hasOthers = site.graph.collection.sources !== undefined;
  const entries = steps.map((step, at) => ({
    ...listedEntry(site, "step", step.id),
    number: at + 1,
    ...stepTexts(step),
    totals: stepTotals(site, step.id),
  }));
  const columns = COLUMNS.filter(([key]) => entries.some(({ totals }) => totals[key].n > 0));
  const outcomes = new Set([...site.measures.choreography.incidents.values()].flat().map(({ outcome }) => outcome));
  return {
    // Where each team has steps of its own, most apply to few incidents, which is no finding.
    finding: hasOthers ? NO_FINDING : findingOf(entries, incidents),
    minMedian: MIN_N_FOR_MEDIAN,
    incidents,
    steps: entries,
    totals: {
      columns: columns.map(([, title]) => title),
      hasTimes: entries.some(({ totals }) => totals.sinceDetection.median !== null),
      rows: entries.map(({ number, title, path, totals }) => ({
        number,
        title,
        path,
        cells: columns.map(([key, label]) => ({ ...totals[key], label })),
        sinceDetection: totals.sinceDetection,
      })),
    },
    order: {
      ordered: site.measures.choreography.ordered.length,
      outOfOrder: incidentLinks(site, site.measures.choreography.outOfOrder, "response/index.html"),
    },
    hasReversed: site.measures.choreography.pairs.some(({ secondBefore }) => secondBefore.length > 0),
    hasUncertain: site.measures.choreography.pairs.some(({ notCertain }) => notCertain.length > 0),
    pairs: site.measures.choreography.pairs.map(({ first, second, firstBefore, secondBefore, notCertain }) => ({
      first: linkTo(site, "step", first),
      second: linkTo(site, "step", second),
      inOrder: firstBefore.length,
      reversed: incidentLinks(site, secondBefore, linkTo(site, "step", second).path),
      notCertain: notCertain.length,
    })),
    hasOthers,
    key: KEY.filter((outcome) => outcomes.has(outcome)).map((outcome) => outcomeGlyph(outcome)),
    skipping: steps.filter(isWarnedAbout).flatMap(({ id }) => {
      const view = skippingView(site, id);
      return view === null ? [] : [{ step: linkTo(site, "step", id), view }];
    }),
  };
}

/** The steps on record least and most often, where that differs. */
function findingOf(entries: readonly { title: string; totals: StepTotals }[], incidents: number): string {
  const taken = entries.map(({ title, totals }) => ({ title, n: totals.taken.n })).sort((a, b) => a.n - b.n);
  const [least, most] = [taken[0], taken.at(-1)];
  if (incidents < MIN_FOR_FINDING || least === undefined || most === undefined || least.n === most.n) return NO_FINDING;
  return `“${least.title}” is on record in ${thousands(least.n)} of ${thousands(incidents)} incidents, “${most.title}” in ${thousands(most.n)}`;
}

const NO_FINDING = "Which steps each incident took";

/** With fewer incidents there is nothing to find. */
const MIN_FOR_FINDING = 3;

const KEY = ["taken", "ineffective", "skipped", "not-possible", "not-needed"] as const;

/** Whether the catalog has `check` report the step when it is skipped. */
function isWarnedAbout({ skip_severity }: Step): boolean {
  return skip_severity === "warning" || skip_severity === "error";
}

export function stepTexts(step: Step): { text: string; why: string; countsAs: string; ifSkipped: string } {
  return { text: step.description, why: step.why, countsAs: step.counts_as, ifSkipped: step.if_skipped };
}

/** Over published incidents; every number leads to its list on the page of the step. */
export function stepTotals(site: Site, step: string): StepTotals {
  const summary = site.measures.choreography.summaries.get(step);
  const count = (n: number | undefined, group: GroupId): Count => ({
    n: n ?? 0,
    path: n ? groupPath(site, step, group) : null,
  });
  return {
    taken: count(summary?.taken, "taken"),
    late: count(summary?.late, "late"),
    ineffective: count(summary?.ineffective, "ineffective"),
    skipped: count(summary?.skipped, "skipped"),
    notPossible: count(summary?.notPossible, "not-possible"),
    notNeeded: count(summary?.notNeeded, "not-needed"),
    notRecorded: count(summary?.notRecorded, "not-recorded"),
    sinceDetection: quartileView(summary?.sinceDetection ?? null),
  };
}
