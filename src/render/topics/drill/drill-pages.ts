import type { Drill } from "../../../model/collection.js";
import { sectionHeading } from "../../../model/sections.js";
import { isBlank } from "../../../model/values/blank.js";
import { addressing } from "../../shared/addressing-actions.js";
import { type BlankView, blankView } from "../../shared/blank-view.js";
import { type Cite, citesOf } from "../../shared/cites.js";
import { accountView } from "../../shared/document-account.js";
import { actionsOf } from "../../shared/document-actions.js";
import { type DegradationRow, degradationOf } from "../../shared/document-degradation.js";
import { evidenceOf, ledgerOf } from "../../shared/document-evidence.js";
import { entryTitles } from "../../shared/document-markdown.js";
import { classMeanings } from "../../shared/document-parts-markdown.js";
import { type RecoveryRow, recoveryRow } from "../../shared/document-recovery.js";
import { gradesOf, sourcesOf } from "../../shared/document-sources.js";
import { type Glyph, resultGlyph } from "../../shared/glyph.js";
import { isThirdParty } from "../../shared/incident-row.js";
import { meaningOf } from "../../shared/meaning.js";
import { pageBody } from "../../shared/page-body.js";
import type { Page, PageKind } from "../../shared/page-kind.js";
import { documentHead, pageTools } from "../../shared/page-tools.js";
import { documentIdOf, documentPath } from "../../shared/paths.js";
import { linkTo, type NodeLink, type Site } from "../../shared/site-model.js";
import { withheldParts } from "../../shared/withheld-parts.js";
import { drillMarkdown } from "./drill-markdown.js";
import { type DrillFacts, drillFacts } from "./facts.js";
import { findingsOf } from "./findings.js";
import { halvesOf } from "./halves.js";
import { drillRelated } from "./related.js";

const pages: PageKind<DrillModel> = {
  template: "drill/drill",
  folder: "drills",
  *pages(site) {
    for (const drill of site.graph.collection.drills) yield drillPage(site, drill);
  },
  documents: { all: (site) => site.graph.collection.drills },
  one: (site, path) => {
    const drill = site.drills.get(documentIdOf(path, "drills") ?? "");
    return drill && drillPage(site, drill);
  },
  withBody: ({ path, title, model }, { first, rest, html }) => ({
    model: {
      hypothesis: { heading: model.hypothesisHeading, html: first },
      body: { ...rest, hasToc: rest.toc.length > 2 },
    },
    markdown: (linkOf) => drillMarkdown({ ...model, page: path, title, body: html }, linkOf),
  }),
};

/** `/drills/<id>/`: one drill. */
export const drillPages: PageKind = pages;

type DrillModel = ReturnType<typeof drillModel>;

function drillPage(site: Site, drill: Drill): Page<DrillModel> {
  const model = drillModel(site, drill);
  return {
    path: documentPath(drill),
    title: drill.data.title,
    description: descriptionOf(site, drill, model.facts),
    section: "drills",
    head: documentHead(site, drill),
    model,
    body: pageBody(site, drill, { heading: model.hypothesisHeading, orOpening: false }),
  };
}

function drillModel(site: Site, drill: Drill) {
  const { id, data } = drill;
  const sources = sourcesOf(drill);
  const degradation = degradationModel(site, drill);
  return {
    id,
    facts: drillFacts(site, drill),
    halves: halvesOf(drill, !isThirdParty(site, drill)),
    findings: findingsOf(site, drill),
    steps: stepsOf(site, drill),
    degradation,
    recovery: recoveryOf(site, drill),
    evidence: evidenceOf(site, drill),
    related: drillRelated(site, drill),
    actions: actionsOf(site, drill),
    sources,
    tools: pageTools(site, drill),
    withheld: withheldParts(drill),
    ledger: { ...ledgerOf(site, drill), given: data.missing_evidence !== undefined },
    addressedBy: addressing(site, `drill:${id}`),
    account: {
      ...accountView(site, drill),
      grades: gradesOf(sources),
      affects: [],
    },
    hypothesisHeading: sectionHeading("hypothesis", site.graph.collection.config),
    entryTitles: entryTitles(drill),
    scenarioMeaning: data.scenario === undefined ? null : meaningOf(site, "scenario", data.scenario),
    classMeanings: classMeanings(site, degradation.rows),
  };
}

/** What a search engine shows: whose systems, what was rehearsed, and how it ended. */
function descriptionOf(site: Site, { data }: Drill, { organisations, scenario, verdict }: DrillFacts): string {
  const who = organisations.length > 0 ? `${organisations.join(", ")}: ` : "";
  const what = scenario === null ? data.title : `a drill of “${scenario.title}”`;
  const where = site.graph.collection.config.title;
  return `${who}${what}, ${verdict}. ${where}.`;
}

interface DrillStep {
  link: NodeLink;
  /** What taking the step means. */
  meaning: string | null;
  number: number | null;
  result: Glyph;
  note: string | null;
  cites: Cite[];
}

/** The response steps that were exercised, in the author's order. */
function stepsOf(site: Site, drill: Drill): DrillStep[] {
  const numbers = new Map(site.graph.collection.catalogs.steps.map((step, at) => [step.id, at + 1]));
  return (drill.data.steps ?? []).map(({ step, result, note, cites }) => ({
    link: linkTo(site, "step", step),
    meaning: meaningOf(site, "step", step),
    number: numbers.get(step) ?? null,
    result: resultGlyph(result, !isThirdParty(site, drill)),
    note: note ?? null,
    cites: citesOf(drill, cites),
  }));
}

function degradationModel(site: Site, drill: Drill): { blank: BlankView | null; rows: DegradationRow[] } {
  const { degradation } = drill.data;
  return { blank: isBlank(degradation) ? blankView(degradation) : null, rows: degradationOf(site, drill) };
}

/** Values measured in the drill, compared with the same targets as those of incidents but listed separately. */
function recoveryOf(site: Site, drill: Drill): { row: RecoveryRow; comparable: boolean }[] {
  const rows = site.measures.objectiveCompliance.byDocument.get(drill.id) ?? [];
  return rows.flatMap((row) => {
    const objective = site.objectives.get(row.objective);
    if (objective === undefined) return [];
    return [{ row: recoveryRow(site, row, objective, drill), comparable: row.entry?.comparable === true }];
  });
}
