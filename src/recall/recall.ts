import { daysBetween } from "../measure/days-between.js";
import { type AnyDocument, dayOfId } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import type { Graph } from "../model/graph.js";
import type { WordReader } from "../search/words.js";
import { isLiteralGlob } from "../util/git-glob.js";
import type { RecallAnswer, RecallReason } from "./answer.js";
import { lessonOf } from "./lesson.js";
import { globReasons, pathReasons } from "./path-reasons.js";
import { queryLike, remembered, type SimilarQuery, similarIndexOf, similarTo } from "./similar/similar.js";
import { type Standing, standingOf, standingReasons, stateOf } from "./standing.js";

/** What to recall: documents about paths, and documents like a text or another document. */
export interface RecallQuery {
  /** From the top of the repository, with `/`. */
  paths: readonly string[];
  /** A text or the id of a document, and what reads texts in the language of the collection; null: only paths. */
  like: { text: string; reader: WordReader } | null;
}

export interface RecallOptions {
  /** A UTC day. */
  now: string;
  /** The collection's folder from the top of the repository, with `/`; empty for the top itself. */
  folder: string;
  /** How many answers at most. */
  limit: number;
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
  const standing = standingOf(graph, options.now);
  const likeness = query.like === null ? new Map() : likenessOf(graph, query.like);
  const answers = remembered(graph).flatMap((document): RecallAnswer[] => {
    const reasons: RecallReason[] = [];
    const fromPaths = pathReasons(document, standing, query.paths, options.folder);
    if (fromPaths.length > 0) reasons.push(...fromPaths, ...standingReasons(document, standing));
    const like = likeness.get(document.id);
    if (like) reasons.push(like.reason);
    if (reasons.length === 0) return [];
    return [answerOf(document, reasons, like?.score ?? 0, standing)];
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
  const standing = standingOf(graph, now);
  const found = new Map<string, RecallAnswer[]>();
  for (const document of remembered(graph)) {
    for (const reason of globReasons(document, graph)) {
      const answers = found.get(reason.pattern) ?? [];
      if (answers.some(({ id }) => id === document.id)) continue;
      const reasons = [reason, ...standingReasons(document, standing)];
      found.set(reason.pattern, [...answers, answerOf(document, reasons, 0, standing)]);
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

function likenessOf(
  graph: Graph,
  { text: like, reader }: NonNullable<RecallQuery["like"]>,
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
  reasons: readonly RecallReason[],
  likeness: number,
  standing: Standing,
): RecallAnswer {
  const { data, id } = document;
  const date = dayOfId(id);
  const chance = 1 - reasons.reduce((missed, reason) => missed * (1 - weightOf(reason)), 1 - likeness);
  const years = date === null ? 0 : daysBetween(date, standing.now) / 365;
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
    state: stateOf(document, standing),
    ...lessonOf(document, standing),
  };
}

function weightOf({ kind, pattern, state }: RecallReason): number {
  const literal = pattern !== undefined && isLiteralGlob(pattern) ? LITERAL_BONUS : 0;
  const settled = state === "clarified" || state === "checked" ? SETTLED_FACTOR : 1;
  return (WEIGHTS[kind] + literal) * settled;
}

/** An unknown day is before all others. */
function compareDays(a: string | null, b: string | null): number {
  return (a ?? "") < (b ?? "") ? -1 : Number((a ?? "") > (b ?? ""));
}
