import { stepFigure } from "../../measure/figures/choreography.js";
import { conformanceFigure } from "../../measure/figures/degradation-conformance.js";
import { complianceFigure } from "../../measure/figures/objective-compliance.js";
import { writtenDuration } from "../../measure/figures/written.js";
import { type AnyDocument, accountOf, type Drill, dayOfId } from "../../model/collection.js";
import { type EdgeType, edgesTo } from "../../model/graph.js";
import { drillCounts, drillPasses } from "../../model/halves.js";
import type { OutputFile } from "../../model/page.js";
import { jsonText } from "../kit/json-text.js";
import { builtFrom } from "./built-from.js";
import { canonicalUrl } from "./canonical-url.js";
import { documentJsonPath } from "./data-paths.js";
import { documentPath } from "./paths.js";
import type { Site } from "./site-model.js";

/** What links to a document as a whole. */
const LINKS: ReadonlySet<EdgeType> = new Set(["recurs", "relates-to", "exercises"]);

/** One postmortem or drill as data: what its author wrote, its body as the page shows it, and what the tool derives. */
export function documentJson(site: Site, document: AnyDocument, body: string): OutputFile {
  const { id, data, type } = document;
  const page = documentPath(document);
  // How findings are suppressed is between authors and the validator; no page shows it.
  const { suppress: _, ...front } = data;
  const content = jsonText({
    ...builtFrom(site, type === "drill" ? "drill-record" : "incident"),
    id,
    page,
    url: canonicalUrl(site, page),
    date: dayOfId(id),
    account: accountOf(document, site.graph.collection.config),
    front_matter: front,
    body,
    derived: type === "drill" ? drillDerived(site, document) : incidentDerived(site, id),
    linked_from: edgesTo(site.graph, `${type === "drill" ? "drill" : "incident"}:${id}`)
      .filter((edge) => LINKS.has(edge.type))
      .map((edge) => ({ from: edge.from, type: edge.type, why: edge.why, detail: edge.detail })),
  });
  return { path: documentJsonPath(document), content };
}

function incidentDerived(site: Site, id: string) {
  const { detectionDelay, choreography } = site.measures;
  const detection = detectionDelay.incidents.get(id);
  return {
    detection: {
      delay: writtenDuration(detection?.delay ?? null),
      blind_time: writtenDuration(detection?.blind ?? null),
      fault_latency: writtenDuration(detection?.latency ?? null),
      triage: writtenDuration(detection?.triage ?? null),
    },
    response: (choreography.incidents.get(id) ?? []).map(stepFigure),
    ...judged(site, id),
  };
}

function drillDerived(site: Site, drill: Drill) {
  return { counts: drillCounts(drill), passes: drillPasses(drill), ...judged(site, drill.id) };
}

/** What is held against a target or a policy, in an incident as in a drill. */
function judged({ measures, objectives }: Site, id: string) {
  return {
    recovery: (measures.objectiveCompliance.byDocument.get(id) ?? []).flatMap((row) => {
      const objective = objectives.get(row.objective);
      return objective === undefined ? [] : [{ objective: objective.id, ...complianceFigure(row, objective) }];
    }),
    degradation: (measures.degradationConformance.byDocument.get(id) ?? []).map(conformanceFigure),
  };
}
