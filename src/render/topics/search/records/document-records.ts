import type { AnyDocument, Body, Drill, Postmortem } from "../../../../model/collection.js";
import type {
  Blank,
  Detection,
  MissingEvidence,
  UnclearContract,
  ViolatedInvariant,
} from "../../../../model/schema-types.js";
import type { RecordOutline, SearchRecord, SearchSection } from "../../../../model/search-record.js";
import { sectionHeading } from "../../../../model/sections.js";
import { isStated, type Stated } from "../../../../model/stated.js";
import { isBlank, listOf } from "../../../../model/values/blank.js";
import { middleOf } from "../../../../model/values/range.js";
import { organisationsOf } from "../../../shared/incident-row.js";
import { documentPath } from "../../../shared/paths.js";
import { drillFacets, postmortemFacets, type SearchFacets } from "../../../shared/search-facets.js";
import { linkTo, type Site } from "../../../shared/site-model.js";
import { bodySections, section, WEIGHT } from "./sections.js";

/** In characters, of the line of what was missing. */
const WISHED_LENGTH = 170;

/** What search finds of a document: its words without the furniture of its page. */
export function filledIn({ record, above, below }: RecordOutline, { tree }: Body): SearchRecord {
  const sections = [...above, ...bodySections(tree), ...below];
  return { ...record, sections: sections.filter(({ text }) => text !== "") };
}

export function postmortemOutline(site: Site, postmortem: Postmortem): RecordOutline {
  const { data, id } = postmortem;
  const services = (data.services ?? []).map(({ service }) => service);
  const blind = site.measures.detectionDelay.incidents.get(id)?.blind ?? null;
  const middle = blind && middleOf(blind);
  return {
    record: recordOf(
      postmortem,
      postmortemFacets(site, postmortem),
      middle === null ? null : Math.round(middle / 1000),
    ),
    above: [
      ...opening(site, postmortem, services, organisationsOf(site, postmortem)),
      ...section("Kinds of failure", WEIGHT.answer, [
        ...(data.failure_kinds ?? []).flatMap(({ kind, why }) => [linkTo(site, "kind", kind).title, why]),
      ]),
      ...answers(site, postmortem),
    ],
    below: [
      ...section(
        "Timeline",
        WEIGHT.text,
        (data.timeline ?? []).map(({ event }) => event),
      ),
      ...section(
        "First suspects",
        WEIGHT.text,
        (data.first_suspects ?? []).map(({ what }) => what),
      ),
      ...section(
        "Response",
        WEIGHT.text,
        (data.response ?? []).map(({ reason }) => reason),
      ),
      ...section(
        "What held",
        WEIGHT.text,
        (data.held ?? []).flatMap(({ what, how, limit }) => [what, how, limit]),
      ),
      ...records(site, postmortem, listOf(data.degradation)),
      ...section(
        "Recurrence",
        WEIGHT.text,
        (data.recurrence_of ?? []).map(({ why }) => why),
      ),
      ...closing(postmortem),
    ],
  };
}

export function drillOutline(site: Site, drill: Drill): RecordOutline {
  const { data } = drill;
  const services = data.services ?? [];
  const organisations = services.flatMap((one) => site.services.get(one)?.organisation ?? []);
  const halves = [data.automation, data.playbook].flatMap((half) => [half?.criterion, half?.note]);
  return {
    record: recordOf(drill, drillFacets(site, drill), null),
    above: [
      ...opening(site, drill, services, organisations),
      ...section("Scenario", WEIGHT.answer, [
        data.scenario === undefined ? null : linkTo(site, "scenario", data.scenario).title,
        ...(data.locations ?? []),
      ]),
    ],
    below: [
      ...section("Result", WEIGHT.answer, halves),
      ...section(
        "Findings",
        WEIGHT.answer,
        (data.findings ?? []).map(({ what }) => what),
      ),
      ...section(
        "Steps",
        WEIGHT.text,
        (data.steps ?? []).map(({ note }) => note),
      ),
      ...missing(site, drill),
      ...records(site, drill, listOf(data.degradation)),
      ...closing(drill),
    ],
  };
}

function recordOf(
  document: AnyDocument,
  { values, day, classes, line }: SearchFacets,
  undetected: number | null,
): RecordOutline["record"] {
  const { data } = document;
  return {
    group: document.type === "drill" ? "drill" : "incident",
    path: documentPath(document),
    title: data.title,
    day,
    classes,
    line,
    wished: wishedFor(listOf<MissingEvidence>(data.missing_evidence)),
    archived: data.status === "archived",
    facets: values,
    undetected,
  };
}

/** Title, other names, and who and what took part. */
function opening(
  site: Site,
  { data }: AnyDocument,
  services: readonly string[],
  organisations: readonly string[],
): SearchSection[] {
  return [
    { title: null, text: data.title, weight: WEIGHT.title },
    ...section("Also called", WEIGHT.alias, data.aliases ?? []),
    ...section("Organisation", WEIGHT.alias, [...new Set(organisations)]),
    ...section("Services", WEIGHT.name, [...new Set(services.map((one) => linkTo(site, "service", one).title))]),
  ];
}

function answers(site: Site, postmortem: Postmortem): SearchSection[] {
  const { data } = postmortem;
  const { config } = site.graph.collection;
  const named = (kind: "invariant" | "contract", one: string | Stated) =>
    isStated(one) ? one.statement : linkTo(site, kind, one).title;
  const detection = data.detection as Detection | Blank | undefined;
  return [
    ...answer(sectionHeading("invariant", config), data.violated_invariants, [
      ...listOf<ViolatedInvariant>(data.violated_invariants).flatMap((one) => [
        named("invariant", one.invariant),
        one.how,
      ]),
    ]),
    ...answer(
      sectionHeading("detection", config),
      detection,
      detection === undefined || isBlank(detection)
        ? []
        : [detection.why_delayed, detection.delay_basis, ...(detection.parties ?? []).map(({ who }) => who)],
    ),
    ...answer(sectionHeading("contract", config), data.unclear_contracts, [
      ...listOf<UnclearContract>(data.unclear_contracts).flatMap((one) => [named("contract", one.contract), one.gap]),
    ]),
    ...missing(site, postmortem),
  ];
}

function answer(title: string, value: unknown, texts: readonly unknown[]): SearchSection[] {
  return section(title, WEIGHT.answer, isBlank(value) ? [value] : texts);
}

function missing(site: Site, { data }: AnyDocument): SearchSection[] {
  const title = sectionHeading("evidence", site.graph.collection.config);
  const gaps = listOf<MissingEvidence>(data.missing_evidence);
  return answer(title, data.missing_evidence, [...gaps.flatMap((gap) => [gap.what, gap.needed_for])]);
}

/** How things degraded, and values measured against objectives. */
function records(
  site: Site,
  { data }: AnyDocument,
  degradation: readonly { policy?: string; dependency?: string; action?: string; note?: string }[],
): SearchSection[] {
  return [
    ...section("Degradation", WEIGHT.text, [
      ...degradation.flatMap(({ policy, dependency, action, note }) => [
        policy === undefined ? null : linkTo(site, "policy", policy).title,
        dependency,
        action,
        note,
      ]),
    ]),
    ...section("Recovery", WEIGHT.text, [
      ...(data.recovery ?? []).flatMap(({ objective, of, note, basis }) => [
        linkTo(site, "objective", objective).title,
        of,
        note,
        basis,
      ]),
    ]),
  ];
}

function closing({ data }: AnyDocument): SearchSection[] {
  return [
    ...section(
      "Actions",
      WEIGHT.text,
      (data.actions ?? []).map(({ title }) => title),
    ),
    ...section(
      "Evidence",
      WEIGHT.text,
      (data.evidence ?? []).map(({ title }) => title),
    ),
  ];
}

/** What those concerned lacked, as one line; what only readers of a published account lack is not among it. */
function wishedFor(gaps: readonly MissingEvidence[]): string | null {
  const [first, ...others] = gaps.filter((gap) => gap.missing_to !== "readers").map(({ what }) => clean(what));
  if (first === undefined) return null;
  let line = first;
  for (const other of others) {
    const longer = `${line}; ${other}`;
    if (longer.length > WISHED_LENGTH) return `${line} … and ${others.length - line.split("; ").length + 1} more`;
    line = longer;
  }
  return line;
}

/** As the end of a sentence. The first word may be a name, so only words that are none lose their capital. */
function clean(text: string): string {
  return text
    .replaceAll("`", "")
    .replace(/[.;]$/, "")
    .replace(/^(?:A|An|Any|Each|Every|How|No|Some|That|The|What|When|Where|Whether|Which|Who|Whose|Why)\b/, (word) =>
      word.toLowerCase(),
    );
}
