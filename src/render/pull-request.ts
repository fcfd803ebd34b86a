import { incidentDetection } from "../measure/detection-delay.js";
import { type AnyDocument, accountOf } from "../model/collection.js";
import { judgeObjective } from "../model/compliance.js";
import type { Diagnostic } from "../model/diagnostic.js";
import { isOpenGap } from "../model/gap-closure.js";
import type { Graph, NodeRef } from "../model/graph.js";
import { type Mark, marksOf, timeBetween } from "../model/marks.js";
import type { MissingEvidence, Objective } from "../model/schema-types.js";
import { listOf } from "../model/values/blank.js";
import { plural } from "../util/plural.js";
import { formatDurationRange } from "./kit/formats/format-duration.js";
import { printComment } from "./kit/report/print-comment.js";
import type { Block } from "./kit/report/tree.js";
import { type RecallOutputInput, recallBlocks } from "./recall.js";
import { targetText, valueText } from "./shared/document-recovery.js";
import { left, tableOf } from "./shared/report/words.js";
import { COMPLIANCE, statusOf } from "./shared/words.js";

/** So many diagnostics of one document are listed; a reader mends these first. */
const MAX_MISSING = 10;
/** So many documents are told of in full. */
const MAX_DOCUMENTS = 20;

/** So many rows a table of facts has. */
const MAX_FACTS = 50;

/** A figure of a document in words, such as `Undetected for` and `47 min`. */
type Fact = readonly [label: string, value: string];

/** A postmortem or drill that a pull request changes, or whose figures it changes. */
export interface ChangedDocument {
  document: AnyDocument;
  /** The file, from the top of the repository. */
  file: string;
  /** What `check` reports against publishing it; of a published one, what is wrong. */
  missing: readonly Diagnostic[];
  facts: readonly Fact[];
  /** The facts before the pull request; null where there was no such document, or where that is not known. */
  before: readonly Fact[] | null;
}

export interface PullRequestInput extends Pick<RecallOutputInput, "answers" | "fileOf"> {
  changed: readonly ChangedDocument[];
  /** Where a document can be read. */
  urlOf: (to: NodeRef) => string;
  /** How long the text may be, in characters. */
  limit: number;
}

/** The figures of a document that its author may change without seeing it. */
export function pullRequestFacts(document: AnyDocument, { collection }: Graph): Fact[] {
  const { objectives } = collection.catalogs;
  const isOwn = accountOf(document, collection.config) === "own";
  return [
    ...timeFacts(document),
    ...objectives.flatMap((objective) => recoveryFacts(document, objective, isOwn)),
    ["Evidence still missing", `${listOf<MissingEvidence>(document.data.missing_evidence).filter(isOpenGap).length}`],
    ["Actions", actionsText(document)],
  ];
}

function timeFacts(document: AnyDocument): Fact[] {
  if (document.type === "drill") {
    const { automation, playbook } = document.data;
    const result = (half: { result?: unknown } | undefined) => (typeof half?.result === "string" ? half.result : "");
    return [["Automation", result(automation)] as const, ["Playbook", result(playbook)] as const].filter(
      ([, value]) => value !== "",
    );
  }
  const marks = marksOf(document.data.timeline);
  const { blind } = incidentDetection(document);
  const since = (mark: Mark) => timeBetween(marks, "began", mark) ?? null;
  const spans = [
    ["Undetected for", blind],
    ["Time to mitigate", since("mitigated")],
    ["Time to resolve", since("resolved")],
  ] as const;
  return spans.map(([label, span]) => [label, span === null ? "not known" : formatDurationRange(span)]);
}

function recoveryFacts(document: AnyDocument, objective: Objective, isOwn: boolean): Fact[] {
  return judgeObjective(document, objective).map(({ value, target, compliance, of, entry }): Fact => {
    const about = [entry?.service, of?.replace("-", " ")].filter(Boolean).join(", ");
    const limit = target === null ? "" : ` (${isOwn ? "target" : "yardstick"} ${targetText(target, objective)})`;
    const text = value === null ? COMPLIANCE[compliance] : `${valueText(value, objective)}, ${COMPLIANCE[compliance]}`;
    return [about === "" ? objective.title : `${objective.title} (${about})`, `${text}${limit}`];
  });
}

function actionsText({ data }: AnyDocument): string {
  const actions = data.actions ?? [];
  const ownerless = actions.filter(({ owner, state }) => state === "committed" && owner === undefined).length;
  return ownerless === 0 ? `${actions.length}` : `${actions.length}, ${ownerless} committed without owner`;
}

/** Whether there is anything to say of a document. */
function hasNews({ missing, facts, before }: ChangedDocument): boolean {
  return missing.length > 0 || before === null || changesOf(facts, before).length > 0;
}

/** The facts that differ: label, before, now. */
function changesOf(facts: readonly Fact[], before: readonly Fact[]): [string, string, string][] {
  const [now, then] = [new Map(facts), new Map(before)];
  return [...new Set([...then.keys(), ...now.keys()])].flatMap((label): [string, string, string][] => {
    const [was, is] = [then.get(label) ?? "none", now.get(label) ?? "none"];
    return was === is ? [] : [[label, was, is]];
  });
}

/**
 * What to say on a pull request, as Markdown for a comment: first of the postmortems that it changes, then what past incidents
 * teach about its paths. Empty where there is nothing to say. Parts are left out, from the end, until it is short enough.
 */
export function pullRequestMarkdown(input: PullRequestInput): string {
  const changed = input.changed.filter(hasNews);
  for (let n = Math.min(changed.length, MAX_DOCUMENTS); n >= 0; n--) {
    const blocks = [...documentsBlocks(changed, n), ...lessonsBlocks(input)];
    if (blocks.length === 0) return "";
    const text = printComment(blocks, input.urlOf);
    if (text.length <= input.limit) return text;
  }
  return printComment(documentsBlocks(changed, 0), input.urlOf);
}

function documentsBlocks(changed: readonly ChangedDocument[], n: number): Block[] {
  if (changed.length === 0) return [];
  const more = changed.length - n;
  return [
    { type: "heading", text: "Postmortems in this pull request" },
    ...changed.slice(0, n).flatMap(documentBlocks),
    ...(more === 0 ? [] : [{ type: "sentence" as const, text: `${plural(more, "document")} left out for length.` }]),
  ];
}

function documentBlocks({ document, file, missing, facts, before }: ChangedDocument): Block[] {
  const { id, type, data } = document;
  const to: NodeRef = type === "drill" ? `drill:${id}` : `incident:${id}`;
  const isPublished = data.status === "published" || data.status === "archived";
  const changes = before === null ? [] : changesOf(facts, before);
  return [
    { type: "subheading", text: data.title },
    { type: "sentence", text: [`${statusOf(document)}: `, { text: file, to }] },
    ...(missing.length === 0
      ? []
      : [
          { type: "sentence" as const, text: isPublished ? "To correct:" : "Still missing to publish it:" },
          { type: "list" as const, items: missingItems(missing) },
        ]),
    ...(missing.length === 0 && !isPublished
      ? [{ type: "sentence" as const, text: "Nothing is missing to publish it." }]
      : []),
    ...(before === null
      ? tableOf([left("Fact"), left("Now")], facts, "facts", MAX_FACTS)
      : tableOf([left("Fact"), left("Before"), left("Now")], changes, "facts", MAX_FACTS)),
  ];
}

function missingItems(missing: readonly Diagnostic[]): string[] {
  const more = missing.length - MAX_MISSING;
  return [
    ...missing.slice(0, MAX_MISSING).map(({ line, message }) => `Line ${line}: ${message}`),
    ...(more > 0 ? [`And ${more} more: inquest check --status published lists them`] : []),
  ];
}

function lessonsBlocks(input: PullRequestInput): Block[] {
  if (input.answers.length === 0) return [];
  return [{ type: "heading", text: "What past incidents teach about this change" }, ...recallBlocks(input)];
}
