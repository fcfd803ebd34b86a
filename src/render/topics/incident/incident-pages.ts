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
import { recoveryOf } from "../../shared/document-recovery.js";
import { responseOf } from "../../shared/document-response.js";
import { gradesOf, sourcesOf } from "../../shared/document-sources.js";
import { partedBody } from "../../shared/first-section.js";
import type { Page, PageKind } from "../../shared/page-kind.js";
import { documentHead, pageTools } from "../../shared/page-tools.js";
import { documentIdOf, pagePath } from "../../shared/paths.js";
import type { Site } from "../../shared/site-model.js";
import { withheldParts } from "../../shared/withheld-parts.js";
import { answerHeadings, answersOf } from "./answers.js";
import { contentsOf, type PageParts } from "./contents.js";
import { factsOf } from "./facts.js";
import { incidentMarkdown } from "./incident-markdown.js";
import { keyFacts } from "./key-facts.js";
import { numbersOf } from "./numbers.js";
import { relatedOf } from "./related.js";
import { timelineOf } from "./timeline.js";
import { timelineChart } from "./timeline-chart/timeline-chart.js";

/** `/incidents/<id>/`: one postmortem. */
export const incidentPages: PageKind = {
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
};

function incidentPage(site: Site, postmortem: Postmortem): Page {
  const { id, data } = postmortem;
  const path = pagePath(`incident:${id}`) ?? "";
  const facts = factsOf(site, postmortem);
  const sources = sourcesOf(postmortem);
  const timeline = timelineOf(site, postmortem);
  const heading = sectionHeading("summary", site.graph.collection.config);
  const body = partedBody(site, postmortem, heading, { orOpening: true });
  const answers = answersOf(site, postmortem);
  const response = responseOf(site, postmortem);
  const recovery = recoveryOf(site, postmortem);
  const degradation = degradationOf(site, postmortem);
  const actions = actionsOf(site, postmortem);
  const evidence = evidenceOf(site, postmortem);
  const related = relatedOf(site, postmortem);
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
  const account = accountView(site, postmortem);
  const text = {
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
    related,
    sources,
  };
  return {
    path,
    title: data.title,
    description: descriptionOf(postmortem, facts.organisations),
    section: "incidents",
    head: documentHead(site, postmortem),
    markdown: (linkOf) => incidentMarkdown(site, postmortem, { ...text, page: path, body: body.html, account }, linkOf),
    model: {
      ...text,
      parts,
      contents: contentsOf(body, heading, parts, { evidence: evidence.length > 0, related: related.first.length > 0 }),
      tools: pageTools(site, postmortem),
      internal: visibilityOf(data, site.graph.collection.config.visibility) === "internal",
      isNearMiss: data.kind === "near-miss",
      archived: given ? null : { answers: answersGiven(data) },
      course: timelineChart(site, postmortem, timeline),
      withheld: withheldParts(postmortem),
      body: {
        first: body.firstBelowSentence,
        sentence: body.sentence,
        html: body.rest.html,
      },
      addressedBy: addressing(site, `incident:${id}`),
      account: {
        ...account,
        grades: gradesOf(sources),
        affects: data.affects ?? [],
      },
    },
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
