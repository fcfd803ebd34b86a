import { sourceOfId } from "../../../model/repository-source.js";
import type { Step } from "../../../model/schema-types.js";
import { addressing } from "../../shared/addressing-actions.js";
import { type DrillRow, drillRow } from "../../shared/drill-row.js";
import { type Glyph, resultGlyph } from "../../shared/glyph.js";
import { isThirdParty } from "../../shared/incident-row.js";
import type { Page, PageKind } from "../../shared/page-kind.js";
import { PER_PAGE, paged, pageTitle } from "../../shared/paging.js";
import { hasPage, pagePath } from "../../shared/paths.js";
import { rehearsing } from "../../shared/rehearsing-scenarios.js";
import { linkTo, type Site } from "../../shared/site-model.js";
import { skippingView } from "./skipping.js";
import { type GroupId, type StepEntry, stepGroups } from "./step-groups.js";
import { stepTexts, stepTotals } from "./step-matrix.js";

/** `/choreography/<step>/`: why a step is taken, and every incident and drill in which it was taken or not. */
export const stepPages: PageKind = {
  template: "response/step",
  folder: "choreography",
  pages: (site) =>
    site.graph.collection.catalogs.steps.flatMap((step, at) =>
      hasPage(site.graph, `step:${step.id}`) ? stepPageList(site, step, at + 1) : [],
    ),
};

/** Headings of the groups, for one incident and for several. */
const TITLES: Readonly<Record<GroupId, string>> = {
  skipped: "Skipped",
  late: "Taken late, after a relapse",
  taken: "Taken",
  ineffective: "Taken without effect",
  "not-possible": "Not possible",
  "not-needed": "Not needed",
  "not-recorded": "Not recorded",
  other: "Near-misses and drafts",
};

function stepPageList(site: Site, step: Step, number: number): Page[] {
  const all = stepGroups(site, step.id);
  const totals = stepTotals(site, step.id);
  const { steps } = site.graph.collection.catalogs;
  const [before, after] = [steps[number - 2], steps[number]].map((one) =>
    one && sourceOfId(one.id) === sourceOfId(step.id) ? one : undefined,
  );
  const model = {
    number,
    ...stepTexts(step),
    totals,
    skipping: skippingView(site, step.id),
    scenarios: rehearsing(site, `step:${step.id}`),
    drills: drillsOf(site, step),
    actions: addressing(site, `step:${step.id}`),
    before: before ? linkTo(site, "step", before.id) : null,
    after: after ? linkTo(site, "step", after.id) : null,
  };
  return paged(
    pagePath(`step:${step.id}`) ?? "",
    all.flatMap(({ entries }) => entries),
    PER_PAGE,
  ).map(({ path, items, pager }) => ({
    path,
    title: pageTitle(step.title, pager),
    description: `${step.description} ${step.why}.`,
    section: "response",
    model: { ...model, isFirst: pager.number === 1, groups: groupsOf(items, all), pager },
  }));
}

/** The groups that have entries on a page. `more`: how many are not listed, below the last that is. */
function groupsOf(
  items: readonly StepEntry[],
  all: ReturnType<typeof stepGroups>,
): { id: GroupId; title: string; n: number; entries: StepEntry[]; more: number }[] {
  const onPage = new Set(items);
  return all.flatMap(({ id, n, entries }) => {
    const some = entries.filter((entry) => onPage.has(entry));
    const hasLast = some.at(-1) === entries.at(-1);
    return some.length === 0
      ? []
      : [{ id, title: TITLES[id], n, entries: some, more: hasLast ? n - entries.length : 0 }];
  });
}

interface StepInDrill {
  drill: DrillRow;
  result: Glyph;
  note: string | null;
}

/** The drills that exercised the step, the newest first. */
function drillsOf(site: Site, { id }: Step): StepInDrill[] {
  return [...site.graph.collection.drills].reverse().flatMap((drill) =>
    (drill.data.steps ?? [])
      .filter(({ step }) => step === id)
      .map(({ result, note }) => ({
        drill: drillRow(site, drill),
        result: resultGlyph(result, !isThirdParty(site, drill)),
        note: note ?? null,
      })),
  );
}
