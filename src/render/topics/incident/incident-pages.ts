import { answersGiven } from "../../../measure/answers.js";
import { type Postmortem, visibilityOf } from "../../../model/collection.js";
import { isWithheld } from "../../../model/kinds.js";
import { QUESTIONS } from "../../../model/questions.js";
import type { ViolatedInvariant } from "../../../model/schema-types.js";
import { sectionHeading } from "../../../model/sections.js";
import { isStated } from "../../../model/stated.js";
import { listOf } from "../../../model/values/blank.js";
import { similarKey } from "../../../recall/similar/similar.js";
import { addressing } from "../../shared/addressing-actions.js";
import { accountView } from "../../shared/document-account.js";
import { actionsOf } from "../../shared/document-actions.js";
import { degradationOf } from "../../shared/document-degradation.js";
import { evidenceOf, ledgerOf } from "../../shared/document-evidence.js";
import { heldOf } from "../../shared/document-held.js";
import { entryTitles } from "../../shared/document-markdown.js";
import { classMeanings } from "../../shared/document-parts-markdown.js";
import { recoveryOf } from "../../shared/document-recovery.js";
import { responseOf } from "../../shared/document-response.js";
import { gradesOf, sourcesOf } from "../../shared/document-sources.js";
import { pageBody } from "../../shared/page-body.js";
import type { Page, PageKind } from "../../shared/page-kind.js";
import { documentHead, pageTools } from "../../shared/page-tools.js";
import { documentIdOf, pagePath } from "../../shared/paths.js";
import type { Site } from "../../shared/site-model.js";
import { withheldParts } from "../../shared/withheld-parts.js";
import { answerHeadings, answersOf } from "./answers.js";
import { contentsOf, type PageParts } from "./contents.js";
import { factsOf } from "./facts.js";
import { incidentMarkdown, narrativeOf } from "./incident-markdown.js";
import { keyFacts } from "./key-facts.js";
import { numbersOf } from "./numbers.js";
import { relatedOf } from "./related.js";
import { timelineOf, unfolding } from "./timeline.js";
import { chartedOf, timelineChart } from "./timeline-chart/timeline-chart.js";

const pages: PageKind<IncidentModel> = {
  template: "incident/incident",
  folder: "incidents",
  // Generated one at a time to limit memory.
  *pages(site) {
    for (const postmortem of site.newestFirst) yield incidentPage(site, postmortem);
  },
  documents: {
    all: (site) => site.newestFirst,
    fromOthers: (site, document) =>
      document.type === "postmortem"
        ? { key: similarKey(site.similarIndex(), document), value: () => relatedOf(site, document) }
        : null,
  },
  one: (site, path) => {
    const postmortem = site.postmortems.get(documentIdOf(path, "incidents") ?? "");
    return postmortem && incidentPage(site, postmortem);
  },
  withBody: ({ path, title, model }, body) => ({
    model: {
      contents: contentsOf(body, model.summary, model.parts, {
        evidence: model.evidence.length > 0,
        related: model.related.first.length > 0,
      }),
      timeline: unfolding(model.timeline),
      course: timelineChart(model.charted, model.timeline.items),
      body: {
        first: body.firstBelowSentence,
        sentence: body.sentence,
        html: body.rest.html,
      },
    },
    markdown: (linkOf) => incidentMarkdown({ ...model, page: path, title, body: body.html }, linkOf),
  }),
};

/** `/incidents/<id>/`: one postmortem. */
export const incidentPages: PageKind = pages;

type IncidentModel = ReturnType<typeof incidentModel>;

function incidentPage(site: Site, postmortem: Postmortem): Page<IncidentModel> {
  const { data, id } = postmortem;
  const model = incidentModel(site, postmortem);
  return {
    path: pagePath(`incident:${id}`) ?? "",
    title: data.title,
    description: descriptionOf(postmortem, model.facts.organisations),
    section: "incidents",
    head: documentHead(site, postmortem),
    model,
    body: pageBody(site, postmortem, { heading: model.summary, orOpening: true }),
  };
}

function incidentModel(site: Site, postmortem: Postmortem) {
  const { id, data } = postmortem;
  const { config } = site.graph.collection;
  const facts = factsOf(site, postmortem);
  const sources = sourcesOf(postmortem);
  const timeline = timelineOf(site, postmortem);
  const answers = answersOf(site, postmortem);
  const response = responseOf(site, postmortem);
  const recovery = recoveryOf(site, postmortem);
  const degradation = degradationOf(site, postmortem);
  const actions = actionsOf(site, postmortem);
  const evidence = evidenceOf(site, postmortem);
  const given = data.status !== "archived";
  const hasSteps = site.graph.collection.catalogs.steps.length > 0;
  const parts: PageParts = {
    answers: given || QUESTIONS.some((question) => data[question] !== undefined),
    timeline: given || timeline.items.length > 0,
    response: hasSteps && (given || response.some(({ outcome }) => outcome !== "not-recorded")),
    recovery: given || recovery.rows.length > 0,
    degradation: given || degradation.length > 0,
    ledger: given || data.missing_evidence !== undefined,
    actions: given || actions.length > 0,
  };
  return {
    id,
    facts,
    keyFacts: keyFacts(site, postmortem, facts, answers.detection),
    headings: answerHeadings(site, data),
    answers,
    timeline,
    response,
    recovery,
    numbers: numbersOf(site, postmortem),
    degradation,
    held: heldOf(site, postmortem),
    aliases: data.aliases ?? [],
    evidence,
    ledger: ledgerOf(site, postmortem),
    actions,
    related: relatedOf(site, postmortem),
    sources,
    parts,
    tools: pageTools(site, postmortem),
    internal: visibilityOf(data, config.visibility) === "internal",
    isNearMiss: data.kind === "near-miss",
    archived: given ? null : { answers: answersGiven(data) },
    withheld: withheldParts(postmortem),
    addressedBy: addressing(site, `incident:${id}`),
    account: {
      ...accountView(site, postmortem),
      grades: gradesOf(sources),
      affects: data.affects ?? [],
    },
    charted: chartedOf(site, postmortem, timeline),
    summary: sectionHeading("summary", config),
    narrative: narrativeOf(config),
    entryTitles: entryTitles(postmortem),
    classMeanings: classMeanings(site, degradation),
  };
}

/** What a search engine shows: who, and the first thing that was violated. */
function descriptionOf({ data }: Postmortem, organisations: readonly string[]): string {
  const told = listOf<ViolatedInvariant>(data.violated_invariants).filter(
    ({ invariant }) => isStated(invariant) || !isWithheld(invariant),
  );
  const violated = told[0]?.how;
  const who = organisations.length > 0 ? `${organisations.join(", ")}: ` : "";
  return `${who}${violated ?? data.title}`;
}
