import { writtenDuration } from "../../measure/figures/written.js";
import { listOf } from "../../model/blank.js";
import { accountOf, dayOfId, type Postmortem } from "../../model/collection.js";
import type { MissingEvidence, UnclearContract, ViolatedInvariant } from "../../model/schema-types.js";
import { canonicalUrl } from "./canonical-url.js";
import { documentJsonPath } from "./data-paths.js";
import { breachedObjectives, organisationsOf } from "./incident-row.js";
import { pagePath } from "./paths.js";
import type { Site } from "./site-model.js";

/** A postmortem in one line: what lists and tables are made from. */
export function postmortemRecord(site: Site, postmortem: Postmortem) {
  const { id, data } = postmortem;
  const { measures, graph } = site;
  const page = pagePath(`incident:${id}`) ?? "";
  const gaps = listOf<MissingEvidence>(data.missing_evidence);
  const own = gaps.filter((gap) => gap.missing_to !== "readers");
  const detection = measures.detectionDelay.incidents.get(id);
  return {
    id,
    page,
    url: canonicalUrl(site, page),
    json: documentJsonPath(postmortem),
    title: data.title,
    kind: data.kind,
    status: data.status,
    account: accountOf(postmortem, graph.collection.config),
    date: dayOfId(id),
    published_on: data.published_on ?? null,
    severity: data.severity ?? null,
    organisations: organisationsOf(site, postmortem),
    services: (data.services ?? []).map(({ service, role }) => ({ service, role })),
    failure_kinds: (data.failure_kinds ?? []).map(({ kind }) => kind),
    pattern: data.pattern ?? null,
    violated_invariants: listOf<ViolatedInvariant>(data.violated_invariants).map(({ invariant }) => invariant),
    unclear_contracts: listOf<UnclearContract>(data.unclear_contracts).map(({ contract }) => contract),
    detection_delay: writtenDuration(detection?.delay ?? null),
    blind_time: writtenDuration(detection?.blind ?? null),
    breached_objectives: breachedObjectives(site, id),
    skipped_steps: (measures.choreography.incidents.get(id) ?? [])
      .filter(({ outcome }) => outcome === "skipped")
      .map(({ step }) => step),
    gaps: own.length,
    open_gaps: own.filter((gap) => gap.status !== "closed").length,
    readers_gaps: gaps.length - own.length,
    actions: (data.actions ?? []).length,
  };
}
