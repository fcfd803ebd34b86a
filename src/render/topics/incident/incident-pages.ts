import { answersGiven } from "../../../measure/answers.js";
import { type Postmortem, visibilityOf } from "../../../model/collection.js";
import { isWithheld } from "../../../model/kinds.js";
import type { ViolatedInvariant } from "../../../model/schema-types.js";
import { isStated } from "../../../model/stated.js";
import { listOf } from "../../../model/values/blank.js";
import { renderMarkdown } from "../../kit/markdown/render-markdown.js";
import { addressing } from "../../shared/addressing-actions.js";
import { actionsOf } from "../../shared/document-actions.js";
import { degradationOf } from "../../shared/document-degradation.js";
import { evidenceOf, ledgerOf } from "../../shared/document-evidence.js";
import { heldOf } from "../../shared/document-held.js";
import { documentJson } from "../../shared/document-json.js";
import { recoveryOf } from "../../shared/document-recovery.js";
import { responseOf } from "../../shared/document-response.js";
import { gradesOf, sourcesOf } from "../../shared/document-sources.js";
import { isThirdParty } from "../../shared/incident-row.js";
import type { Page, PageKind } from "../../shared/page-kind.js";
import { documentHead, pageTools } from "../../shared/page-tools.js";
import { documentIdOf, pagePath, rootFrom } from "../../shared/paths.js";
import { postmortemFacets } from "../../shared/search-facets.js";
import type { Site } from "../../shared/site-model.js";
import { answerHeadings, answersOf } from "./answers.js";
import { factsOf } from "./facts.js";
import { neighbourhood } from "./neighbour-chart/neighbour-chart.js";
import { numbersOf } from "./numbers.js";
import { relatedOf } from "./related.js";
import { sharedWith, sharing } from "./shared-entries.js";
import { timelineOf } from "./timeline.js";
import { timelineChart } from "./timeline-chart/timeline-chart.js";

/** With more services, the line of facts leaves them to the side column. */
const MAX_SERVICES_IN_FACTS = 3;

/** `/incidents/<id>/`: one postmortem. */
export const incidentPages: PageKind = {
  template: "incident/incident",
  folder: "incidents",
  // Generated one at a time to limit memory.
  *pages(site) {
    for (const postmortem of site.newestFirst) yield incidentPage(site, postmortem);
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
  const shared = sharing(site, postmortem);
  const body = renderMarkdown(postmortem.body, {
    file: postmortem.source.path,
    root: rootFrom(path),
    pageOf: site.pageOfFile,
    imageOf: site.imageOfFile,
  });
  return {
    path,
    title: data.title,
    description: descriptionOf(postmortem, facts.organisations),
    section: "incidents",
    head: documentHead(site, postmortem),
    files: [documentJson(site, postmortem, body.html)],
    model: {
      id,
      tools: pageTools(site, postmortem),
      internal: visibilityOf(data, site.graph.collection.config.visibility) === "internal",
      isNearMiss: data.kind === "near-miss",
      archived: data.status === "archived" ? { answers: answersGiven(data) } : null,
      facts,
      fewServices: facts.services.length > 0 && facts.services.length <= MAX_SERVICES_IN_FACTS,
      headings: answerHeadings(site, data),
      answers: answersOf(site, postmortem),
      timeline,
      course: timelineChart(site, postmortem, timeline),
      response: responseOf(site, postmortem),
      recovery: recoveryOf(site, postmortem),
      numbers: numbersOf(site, postmortem),
      degradation: degradationOf(site, postmortem),
      held: heldOf(site, postmortem),
      aliases: data.aliases ?? [],
      body: { ...body, hasToc: body.toc.length > 2 },
      evidence: evidenceOf(site, postmortem),
      ledger: ledgerOf(site, postmortem),
      actions: actionsOf(site, postmortem),
      addressedBy: addressing(site, `incident:${id}`),
      related: relatedOf(site, postmortem),
      shared: sharedWith(site, shared),
      neighbours: neighbourhood(site, postmortem, shared),
      sources,
      account: {
        thirdParty: isThirdParty(site, postmortem),
        grades: gradesOf(sources),
        publishedOn: data.published_on ?? null,
        authors: data.authors ?? [],
        affects: data.affects ?? [],
        revisions: (data.revisions ?? []).map(({ on, by, what }) => ({ on, by: by ?? null, what })),
      },
      search: postmortemFacets(site, postmortem),
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
