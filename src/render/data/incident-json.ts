import { stepFigure } from "../../measure/figures/choreography.js";
import { conformanceFigure } from "../../measure/figures/degradation-conformance.js";
import { complianceFigure } from "../../measure/figures/objective-compliance.js";
import { writtenDuration } from "../../measure/figures/written.js";
import { accountOf, dayOfId, type Postmortem } from "../../model/collection.js";
import { edgesTo } from "../../model/graph.js";
import type { OutputFile } from "../../model/page.js";
import { canonicalUrl } from "../canonical.js";
import { pagePath } from "../paths.js";
import type { Site } from "../site-model.js";
import { builtFrom } from "./built-from.js";
import { jsonText } from "./json-text.js";
import { incidentJsonPath } from "./paths.js";

/** One postmortem as data: what its author wrote, its body as the page shows it, and what the tool derives. */
export function incidentJson(site: Site, postmortem: Postmortem, body: string): OutputFile {
  const { id, data } = postmortem;
  const page = pagePath(`incident:${id}`) ?? "";
  // How findings are suppressed is between authors and the validator; no page shows it.
  const { suppress: _, ...front } = data;
  const content = jsonText({
    ...builtFrom(site, "incident"),
    id,
    page,
    url: canonicalUrl(site, page),
    date: dayOfId(id),
    account: accountOf(postmortem, site.graph.collection.config),
    front_matter: front,
    body,
    derived: derivedOf(site, id),
    linked_from: edgesTo(site.graph, `incident:${id}`)
      .filter(({ type }) => type === "recurs" || type === "relates-to" || type === "exercises")
      .map(({ from, type, why, detail }) => ({ from, type, why, detail })),
  });
  return { path: incidentJsonPath(id), content };
}

function derivedOf(site: Site, id: string) {
  const { detectionDelay, objectiveCompliance, choreography, degradationConformance } = site.measures;
  const detection = detectionDelay.incidents.get(id);
  return {
    detection: {
      delay: writtenDuration(detection?.delay ?? null),
      blind_time: writtenDuration(detection?.blind ?? null),
      fault_latency: writtenDuration(detection?.latency ?? null),
      triage: writtenDuration(detection?.triage ?? null),
    },
    recovery: (objectiveCompliance.byDocument.get(id) ?? []).flatMap((row) => {
      const objective = site.objectives.get(row.objective);
      return objective === undefined ? [] : [{ objective: objective.id, ...complianceFigure(row, objective) }];
    }),
    response: (choreography.incidents.get(id) ?? []).map(stepFigure),
    degradation: (degradationConformance.byDocument.get(id) ?? []).map(conformanceFigure),
  };
}
