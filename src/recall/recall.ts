import { compareText } from "../model/diagnostic.js";
import { isLiteralGlob } from "../util/git-glob.js";
import type { RecallAnswer, RecallReason } from "./answer.js";
import type { PathIndex } from "./path-index.js";
import { pathReasons } from "./path-reasons.js";
import type { RememberedDocument } from "./remembered-document.js";

/** What to recall: documents about paths, and documents like a text or another document. */
export interface RecallQuery {
  /** From the top of the repository, with `/`. */
  paths: readonly string[];
  /** What is like a text or a document; null: only paths. */
  likeness: Likeness | null;
}

/** Documents that are like something, by id. */
export type Likeness = ReadonlyMap<string, { score: number; reason: RecallReason }>;

export interface RecallOptions {
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
/** Reasons beyond these add nothing for a reader. */
const MAX_REASONS = 5;

/**
 * What the incidents, near-misses and drills of a collection teach about a change or a text, the strongest first. Without a
 * reason there is no answer, so there may be none.
 */
export function recall(
  index: PathIndex,
  { paths, likeness }: RecallQuery,
  { folder, limit }: RecallOptions,
): RecallAnswer[] {
  const alike = likeness === null ? [] : index.ids.flatMap((id, number) => (likeness.has(id) ? [number] : []));
  const numbers = new Set([...index.candidates(paths, folder), ...alike]);
  const answers = [...numbers].flatMap((number): RecallAnswer[] => {
    const document = index.document(number);
    const fromPaths = pathReasons(document, paths, folder);
    const like = likeness?.get(document.answer.id);
    const reasons = [
      ...fromPaths,
      ...(fromPaths.length > 0 ? document.standing : []),
      ...(like === undefined ? [] : [like.reason]),
    ];
    return reasons.length === 0 ? [] : [answerOf(document, reasons, like?.score ?? 0)];
  });
  return strongest(answers, limit);
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
export function lessonsByPath(documents: readonly RememberedDocument[], limit: number): PathLessons[] {
  const found = new Map<string, RecallAnswer[]>();
  for (const document of documents) {
    for (const reason of document.globs) {
      const answers = found.get(reason.pattern) ?? [];
      if (answers.some(({ id }) => id === document.answer.id)) continue;
      found.set(reason.pattern, [...answers, answerOf(document, [reason, ...document.standing], 0)]);
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

function answerOf(
  { answer, factor }: RememberedDocument,
  reasons: readonly RecallReason[],
  likeness: number,
): RecallAnswer {
  const chance = 1 - reasons.reduce((missed, reason) => missed * (1 - weightOf(reason)), 1 - likeness);
  return {
    ...answer,
    score: Math.round(chance * factor * 100) / 100,
    reasons: [...reasons].sort((a, b) => weightOf(b) - weightOf(a)).slice(0, MAX_REASONS),
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
