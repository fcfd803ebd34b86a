import type { Collection } from "../../model/collection.js";
import { MARKS, marksOf, timeBetween } from "../../model/marks.js";
import type { Event } from "../../model/schema-types.js";
import { usualHeadings } from "../../model/sections.js";
import { toDuration } from "../../model/values/duration.js";
import { answerFields, detectionFields } from "./answer-fields.js";
import { type Answers, TO_WRITE } from "./answers.js";
import { type FieldLines, type Filling, fillTemplate, openLines, templateField } from "./fill-template.js";
import { helpWords } from "./help-words.js";
import { zoneField } from "./typed-time.js";
import { unlistedComment } from "./unlisted-comment.js";
import { yamlField } from "./yaml-field.js";

type Words = Filling["words"];

/**
 * The text of a new draft: known facts as fields, the rest as comments.
 * @param template for the document type
 */
export function draft(answers: Answers, template: string, collection: Pick<Collection, "catalogs" | "config">): string {
  const { type } = answers;
  const { config } = collection;
  const isForeign = (answers.account ?? config.account) === "third-party";
  const words = helpWords(answers, collection, isForeign);
  const kind = type === "drill" ? "drill" : "postmortem";
  const headings = usualHeadings(kind, config);
  const own = type === "drill" ? drillFields(answers) : postmortemFields(answers, template, words);
  return fillTemplate(template, {
    words,
    headings: new Map(usualHeadings(kind, {}).map((heading, index) => [heading, headings[index] ?? heading])),
    fields: {
      schema: yamlField("schema", 1),
      title: yamlField("title", answers.title),
      account:
        answers.account !== null && answers.account !== (config.account ?? "own")
          ? yamlField("account", answers.account)
          : null,
      status: yamlField("status", "draft"),
      owner: fieldIfGiven("owner", answers.owner),
      authors: answers.authors.length > 0 ? yamlField("authors", answers.authors) : null,
      sources: isForeign ? undefined : null,
      actions: isForeign ? null : undefined,
      ...(answers.severity === null && config.severities === undefined ? { severity: null } : {}),
      ...own,
    },
  });
}

function postmortemFields(answers: Answers, template: string, words: Words): Record<string, FieldLines> {
  const { type, severity, zone, kinds, reasons, timeline, four } = answers;
  return {
    kind: yamlField("kind", type),
    ...(severity === null ? {} : { severity: yamlField("severity", severity) }),
    zone: zoneField(zone) === null ? null : yamlField("zone", zone),
    services: servicesLines(answers, template, words),
    failure_kinds: fieldIfGiven(
      "failure_kinds",
      kinds.map((path) => ({ kind: path, why: reasons[path] ?? TO_WRITE })),
    ),
    timeline: timelineLines(timeline, templateField(template, "timeline"), words),
    ...Object.fromEntries(
      Object.entries(answerFields(four, type)).map(([name, value]) => [name, yamlField(name, value)]),
    ),
    detection: detectionLines(answers, templateField(template, "detection"), words),
  };
}

/** The services, and a comment with those that the catalog does not have. */
function servicesLines(answers: Answers, template: string, words: Words): FieldLines {
  const own = fieldIfGiven("services", answers.services);
  const comment = unlistedComment(answers);
  if (comment.length === 0) return own;
  return [...(own ?? openLines(templateField(template, "services"), words)), ...comment];
}

function drillFields({ scenario, held, environment, services, locations }: Answers): Record<string, FieldLines> {
  return {
    scenario: fieldIfGiven("scenario", scenario),
    held: fieldIfGiven("held", held),
    environment: fieldIfGiven("environment", environment),
    services: fieldIfGiven(
      "services",
      services.map(({ service }) => service),
    ),
    locations: fieldIfGiven("locations", locations),
  };
}

function fieldIfGiven(name: string, value: string | readonly unknown[] | null): FieldLines {
  return value === null || value.length === 0 ? undefined : yamlField(name, value);
}

/** The events, and as comments between them the ones that publication requires, at their usual positions. */
function timelineLines(timeline: readonly Event[], lines: readonly string[], words: Words): FieldLines {
  if (timeline.length === 0) return undefined;
  const [key = "", ...events] = yamlField("timeline", timeline);
  const open = lines.slice(1).flatMap((line) => {
    const mark = MARKS.find((one) => line.includes(`[${one}]`));
    return mark === undefined || timeline.some(({ marks }) => marks?.includes(mark))
      ? []
      : [{ line, rank: MARKS.indexOf(mark) }];
  });
  const shown = timeline.flatMap(({ marks }, index) => {
    const rank = Math.max(-1, ...(marks ?? []).map((mark) => MARKS.indexOf(mark)));
    const before = open.filter((one) => one.rank < rank);
    for (const one of before) open.splice(open.indexOf(one), 1);
    return [
      ...openLines(
        before.map(({ line }) => line),
        words,
      ),
      events[index] ?? "",
    ];
  });
  return [
    key,
    ...shown,
    ...openLines(
      open.map(({ line }) => line),
      words,
    ),
  ];
}

/** The detection delay computed from the marks; the rest of the answer is left to the author. */
function detectionLines({ timeline, four, type }: Answers, lines: readonly string[], words: Words): FieldLines {
  const delay = timeBetween(marksOf(timeline), "began", "detected");
  const known = {
    ...(delay === undefined ? {} : { delay: toDuration(delay) }),
    ...detectionFields(four, type),
  };
  const names = Object.keys(known);
  if (names.length === 0) return undefined;
  const rest = lines.slice(1).filter((line) => !names.some((name) => line.trimStart().startsWith(`${name}:`)));
  const fields = Object.entries(known).flatMap(([name, value]) => yamlField(name, value));
  return ["detection:", ...fields.map((line) => `  ${line}`), ...openLines(rest, words)];
}
