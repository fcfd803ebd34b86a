import { answersGiven } from "../../measure/answers.js";
import { durationRange, publicDuration } from "../../measure/public-values.js";
import { accountOf, dayOfId, type Postmortem } from "../../model/collection.js";
import { isOpenGap } from "../../model/gap-closure.js";
import type { MissingEvidence, UnclearContract, ViolatedInvariant } from "../../model/schema-types.js";
import { isStated, type Stated } from "../../model/stated.js";
import { listOf } from "../../model/values/blank.js";
import { count, custom, day, list, oneOf, orNull, record, type Shape, type TypeOf, text } from "../../util/shape.js";
import { canonicalUrl } from "./canonical-url.js";
import { customRecord, customRecordShape } from "./custom-facts.js";
import { breachedObjectives, organisationsOf } from "./incident-row.js";
import { documentJsonPath, pagePath } from "./paths.js";
import type { Site } from "./site-model.js";

/** An entry of a catalog, or what a postmortem states in place, which has no id that others could use. */
type IdOrStated = string | { readonly id: null; readonly statement: string };

function idOrStated(description: string): Shape<IdOrStated> {
  const stated = record("What the postmortem states in place", {
    id: custom<null>({ type: "null", description: "No catalog has it" }),
    statement: text("What it says"),
  });
  return custom({ description, anyOf: [text("The id in the catalog").schema, stated.schema] });
}

function publicIdOf(value: string | Stated): IdOrStated {
  return isStated(value) ? { id: null, statement: value.statement } : value;
}

/** A postmortem in one line. */
export const postmortemRecordShape = record("One postmortem", {
  id: text("The id: the file name without its ending"),
  page: text("Its page, from the root of the site"),
  url: orNull(text("The address of its page; null where the site has none")),
  json: text("Its own JSON file, from the root of the site"),
  title: text("The finding in one line"),
  kind: oneOf(["incident", "near-miss"], "incident: an invariant was violated; near-miss: it was only threatened"),
  status: oneOf(["draft", "in-review", "published", "archived"], "Figures count published incidents only"),
  account: oneOf(["own", "third-party"], "Whose account it is: of those who ran the system, or from the public record"),
  date: orNull(day("The day of the id; null for an undated draft")),
  published_on: orNull(day("When it was published")),
  severity: orNull(text("The id of its severity, by the scale of the collection")),
  organisations: list(text("An organisation"), "Whose services took part, those of the origin first"),
  services: list(
    record("A service and its part", {
      service: text("The id of a service"),
      role: oneOf(["origin", "affected"], "origin: the fault was there"),
    }),
    "The services that failed or suffered",
  ),
  failure_kinds: list(text("A kind, as class/kind"), "The kinds of failure, the first of them primary"),
  manifestation: orNull(text("loud: errors or no answer; silent: wrong answers without an error")),
  pattern: orNull(text("How the failure showed over time")),
  answers_given: count("How many of the four answers it gives; a blank with its reason is none"),
  violated_invariants: list(
    idOrStated("The id of an invariant"),
    "What was violated, or in a near-miss threatened; the first is primary",
  ),
  unclear_contracts: list(idOrStated("The id of a contract"), "What lacked clarity"),
  detection_delay: durationRange("From began to detected; negative where the alarm came first"),
  blind_time: durationRange("The positive part of the delay"),
  breached_objectives: list(text("The id of an objective"), "Recovery objectives that were certainly breached"),
  skipped_steps: list(
    text("The id of a response step"),
    "Steps that were skipped; what is not recorded is not among them",
  ),
  gaps: count("Gaps of evidence that responders or reviewers met"),
  open_gaps: count("Those of them that are open"),
  readers_gaps: count("Gaps that only readers of the record have"),
  actions: count("Actions that follow"),
  fields: customRecordShape,
});

export function postmortemRecord(site: Site, postmortem: Postmortem): TypeOf<typeof postmortemRecordShape> {
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
    manifestation: data.manifestation ?? null,
    pattern: data.pattern ?? null,
    answers_given: answersGiven(data),
    violated_invariants: listOf<ViolatedInvariant>(data.violated_invariants).map(({ invariant }) =>
      publicIdOf(invariant),
    ),
    unclear_contracts: listOf<UnclearContract>(data.unclear_contracts).map(({ contract }) => publicIdOf(contract)),
    detection_delay: publicDuration(detection?.delay ?? null),
    blind_time: publicDuration(detection?.blind ?? null),
    breached_objectives: breachedObjectives(site, id),
    skipped_steps: (measures.choreography.incidents.get(id) ?? [])
      .filter(({ outcome }) => outcome === "skipped")
      .map(({ step }) => step),
    gaps: own.length,
    open_gaps: own.filter(isOpenGap).length,
    readers_gaps: gaps.length - own.length,
    actions: (data.actions ?? []).length,
    fields: customRecord(site, "postmortem", data),
  };
}
