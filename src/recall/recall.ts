import { contractClarity } from "../measure/contract-clarity.js";
import { daysBetween } from "../measure/days-between.js";
import { incidentDetection } from "../measure/detection-delay.js";
import { lastShown } from "../measure/last-shown.js";
import { checksOf, checkText } from "../model/checks.js";
import { type AnyDocument, dayOfId } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import { isOpenGap } from "../model/gap-closure.js";
import type { Graph } from "../model/graph.js";
import type {
  Action,
  Day,
  Invariant,
  MissingEvidence,
  UnclearContract,
  ViolatedInvariant,
} from "../model/schema-types.js";
import { catalogId, isStated, type Stated } from "../model/stated.js";
import { filled, listOf } from "../model/values/blank.js";
import type { WordReader } from "../search/words.js";
import { isLiteralGlob } from "../util/git-glob.js";
import type { RecallAnswer, RecallReason, RecallState } from "./answer.js";
import { askOf } from "./ask.js";
import { globReasons, pathReasons } from "./path-reasons.js";
import { queryLike, remembered, type SimilarQuery, similarIndexOf, similarTo } from "./similar/similar.js";

/** What to recall: documents about paths, and documents like a text or another document. */
export interface RecallQuery {
  /** From the top of the repository, with `/`. */
  paths: readonly string[];
  /** A text or the id of a document; null: only paths. */
  like: string | null;
}

export interface RecallOptions {
  /** A UTC day. */
  now: string;
  /** The collection's folder from the top of the repository, with `/`; empty for the top itself. */
  folder: string;
  /** How many answers at most. */
  limit: number;
  /** Reads texts in the language of the collection. */
  reader: WordReader;
}

/** How likely a reason alone makes a document worth reading. Fixed by judgement; several reasons add up as chances do. */
const WEIGHTS: Readonly<Record<RecallReason["kind"], number>> = {
  affects: 0.6,
  "checked-by": 0.6,
  evidence: 0.5,
  action: 0.5,
  "service-path": 0.4,
  contract: 0.25,
  invariant: 0.2,
  similar: 0,
};
/** What a glob without wildcards adds: somebody named that very file or folder. */
const LITERAL_BONUS = 0.15;
/** What settles a matter takes from its reason. */
const SETTLED_FACTOR = 0.4;
/** Drills teach less than what happened, archived documents less than what was looked into. */
const DRILL_FACTOR = 0.8;
const ARCHIVED_FACTOR = 0.6;
/** After so many years a document counts half. */
const HALF_LIFE_YEARS = 8;
/** Reasons beyond these add nothing for a reader; nor do more than so many entries and words that two documents share. */
const MAX_REASONS = 5;
const MAX_SHARED = 4;

/**
 * What the incidents, near-misses and drills of a collection teach about a change or a text, the strongest first. Without a
 * reason there is no answer, so there may be none.
 */
export function recall(graph: Graph, query: RecallQuery, options: RecallOptions): RecallAnswer[] {
  const standing = standingOf(graph);
  const likeness = query.like === null ? new Map() : likenessOf(graph, query.like, options.reader);
  const answers = remembered(graph).flatMap((document): RecallAnswer[] => {
    const reasons: RecallReason[] = [];
    const fromPaths = pathReasonsWithChecks(document, graph, query.paths, options.folder, standing);
    if (fromPaths.length > 0) reasons.push(...fromPaths, ...brokenThere(document, standing));
    const like = likeness.get(document.id);
    if (like) reasons.push(like.reason);
    if (reasons.length === 0) return [];
    return [answerOf(document, graph, reasons, like?.score ?? 0, standing, options.now)];
  });
  return strongest(answers, options.limit);
}

/** The lessons for everything that lies under one glob. */
export interface PathLessons {
  pattern: string;
  answers: readonly RecallAnswer[];
}

/**
 * What the documents teach that name each glob, themselves or through the service where they began: sorted by glob, each with
 * as many answers as the limit allows.
 */
export function lessonsByPath(graph: Graph, { now, limit }: Pick<RecallOptions, "now" | "limit">): PathLessons[] {
  const standing = standingOf(graph);
  const found = new Map<string, RecallAnswer[]>();
  for (const document of remembered(graph)) {
    for (const reason of globReasons(document, graph)) {
      const answers = found.get(reason.pattern) ?? [];
      if (answers.some(({ id }) => id === document.id)) continue;
      const reasons = [reason, ...brokenThere(document, standing)];
      found.set(reason.pattern, [...answers, answerOf(document, graph, reasons, 0, standing, now)]);
    }
  }
  return [...found]
    .map(([pattern, answers]) => ({ pattern, answers: strongest(answers, limit) }))
    .sort((a, b) => compareText(a.pattern, b.pattern));
}

function strongest(answers: readonly RecallAnswer[], limit: number): RecallAnswer[] {
  return [...answers]
    .sort((a, b) => b.score - a.score || compareDays(b.date, a.date) || compareText(a.id, b.id))
    .slice(0, limit);
}

/** What the catalogs say today. */
interface Standing {
  /** Contracts that nobody has clarified, or that were misread again since. */
  unclear: ReadonlySet<string>;
  invariants: ReadonlyMap<string, Invariant>;
}

function standingOf(graph: Graph): Standing {
  const unclear = contractClarity(graph).filter(
    ({ clarified, after_clarification: after }) => clarified.length === 0 || after.length > 0,
  );
  return {
    unclear: new Set(unclear.map(({ contract }) => contract)),
    invariants: new Map(graph.collection.catalogs.invariants.map((one) => [one.id, one])),
  };
}

function pathReasonsWithChecks(
  document: AnyDocument,
  graph: Graph,
  paths: readonly string[],
  folder: string,
  { invariants }: Standing,
): RecallReason[] {
  const checking = violatedBy(document).flatMap((id): RecallReason[] => {
    const checks = checksOf(invariants.get(id));
    const path = paths.find((one) => checks.some((check) => "file" in check && check.file === one));
    return path === undefined ? [] : [{ kind: "checked-by", id, path }];
  });
  return [...checking, ...pathReasons(document, graph, paths, folder)];
}

/** The contracts and invariants of a document that a path has recalled. */
function brokenThere(document: AnyDocument, { unclear, invariants }: Standing): RecallReason[] {
  const contracts = misreadBy(document).map(
    (id): RecallReason => ({ kind: "contract", id, state: unclear.has(id) ? "unclear" : "clarified" }),
  );
  const broken = violatedBy(document).flatMap((id): RecallReason[] => {
    const invariant = invariants.get(id);
    if (invariant === undefined) return [];
    return [{ kind: "invariant", id, state: checksOf(invariant).length > 0 ? "checked" : "unchecked" }];
  });
  return [...contracts, ...broken];
}

function likenessOf(
  graph: Graph,
  like: string,
  reader: WordReader,
): Map<string, { score: number; reason: RecallReason }> {
  const { postmortems, drills } = graph.collection;
  const document = [...postmortems, ...drills].find(({ id }) => id === like);
  const query: SimilarQuery = document ? queryLike(document, graph) : { text: like, entries: new Set() };
  const matches = similarTo(similarIndexOf(graph, reader), query).filter(({ id }) => id !== document?.id);
  // A text names no catalog entries, so one ranking is all that it can come first in.
  const best = document ? 1 : 0.5;
  return new Map(
    matches.map(({ id, score, shared, words }) => [
      id,
      {
        score: score / best,
        reason: { kind: "similar", shared: shared.slice(0, MAX_SHARED), words: words.slice(0, MAX_SHARED) },
      },
    ]),
  );
}

function answerOf(
  document: AnyDocument,
  graph: Graph,
  reasons: readonly RecallReason[],
  likeness: number,
  standing: Standing,
  now: string,
): RecallAnswer {
  const { data, id } = document;
  const date = dayOfId(id);
  const chance = 1 - reasons.reduce((missed, reason) => missed * (1 - weightOf(reason)), 1 - likeness);
  const years = date === null ? 0 : Math.max(0, daysBetween(date, now)) / 365;
  const factor =
    (document.type === "drill" ? DRILL_FACTOR : 1) *
    (data.status === "archived" ? ARCHIVED_FACTOR : 1) *
    0.5 ** (years / HALF_LIFE_YEARS);
  return {
    id,
    kind: document.type === "drill" ? "drill" : document.data.kind,
    title: data.title,
    date,
    score: Math.round(chance * factor * 100) / 100,
    reasons: [...reasons].sort((a, b) => weightOf(b) - weightOf(a)).slice(0, MAX_REASONS),
    lesson: lessonOf(document, graph, standing),
    state: stateOf(document, graph, standing, now),
    ask: askOf(document, graph, standing.unclear),
  };
}

function lessonOf(document: AnyDocument, graph: Graph, { invariants }: Standing): RecallAnswer["lesson"] {
  const [gap] = listOf<MissingEvidence>(document.data.missing_evidence);
  const missing = { would_have_shown: gap?.what ?? null };
  if (document.type === "drill") return { broke: null, unnoticed: null, ...missing, unclear: null };
  const [broken] = listOf<ViolatedInvariant>(document.data.violated_invariants);
  const [misread] = listOf<UnclearContract>(document.data.unclear_contracts);
  const { contracts } = graph.collection.catalogs;
  const contractTitle = (id: string) => contracts.find((one) => one.id === id)?.title ?? id;
  return {
    broke: statementOf(broken?.invariant, (id) => invariants.get(id)?.statement ?? id),
    unnoticed: incidentDetection(document).blind,
    ...missing,
    unclear: statementOf(misread?.contract, contractTitle),
  };
}

/** What an invariant or a contract says; null where there is none. */
function statementOf(value: string | Stated | undefined, ofCatalog: (id: string) => string): string | null {
  if (value === undefined) return null;
  return isStated(value) ? value.statement : ofCatalog(value);
}

function weightOf({ kind, pattern, state }: RecallReason): number {
  const literal = pattern !== undefined && isLiteralGlob(pattern) ? LITERAL_BONUS : 0;
  const settled = state === "clarified" || state === "checked" ? SETTLED_FACTOR : 1;
  return (WEIGHTS[kind] + literal) * settled;
}

function stateOf(document: AnyDocument, graph: Graph, { unclear, invariants }: Standing, now: string): RecallState {
  const date = dayOfId(document.id);
  const contracts = misreadBy(document);
  return {
    age: date === null ? "" : `P${Math.max(0, daysBetween(date, now))}D`,
    open_gaps: listOf<MissingEvidence>(document.data.missing_evidence).filter(isOpenGap).length,
    overdue_actions: (document.data.actions ?? []).filter((action) => isOverdue(action, now)).length,
    contract: contracts.length === 0 ? null : contracts.some((id) => unclear.has(id)) ? "unclear" : "clarified",
    checked_by: [...new Set(violatedBy(document).flatMap((id) => checkTexts(graph, invariants.get(id), now)))],
  };
}

/** `alert RevokedGrantHonoured in ops/alerts.yaml, last shown to work on 2026-05-20`. */
function checkTexts(graph: Graph, invariant: Invariant | undefined, now: string): string[] {
  const checks = checksOf(invariant).map(checkText);
  const shown = invariant === undefined || checks.length === 0 ? null : lastShown(graph, invariant.id, now);
  return shown === null ? checks : checks.map((text) => `${text}, last shown to work on ${shown.on}`);
}

function isOverdue({ state, due, done_on }: Action, now: string): boolean {
  const day = filled<Day>(due);
  const isOpen = (state === "proposed" || state === "committed") && filled<Day>(done_on) === undefined;
  return isOpen && day !== undefined && day < now;
}

function misreadBy(document: AnyDocument): string[] {
  if (document.type === "drill") return [];
  return listOf<UnclearContract>(document.data.unclear_contracts).flatMap(({ contract }) => catalogId(contract) ?? []);
}

function violatedBy(document: AnyDocument): string[] {
  if (document.type === "drill") return [];
  return listOf<ViolatedInvariant>(document.data.violated_invariants).flatMap(
    ({ invariant }) => catalogId(invariant) ?? [],
  );
}

/** An unknown day is before all others. */
function compareDays(a: string | null, b: string | null): number {
  return (a ?? "") < (b ?? "") ? -1 : Number((a ?? "") > (b ?? ""));
}
