import { distance } from "fastest-levenshtein";
import { compareText } from "../../model/diagnostic.js";

/** In characters: a shorter beginning says too little. */
const MIN_BEGINNING_LENGTH = 4;

/** The first of the candidates most like `text`. */
export function closest(text: string, candidates: Iterable<string>): string | undefined {
  return nearest(text, candidates)[0];
}

/**
 * The candidates most like `text`, several where they are equally like it, else the only one that begins with it; none
 * where more than a third of every one differs.
 */
export function nearest(text: string, candidates: Iterable<string>): readonly string[] {
  const list = [...new Set(candidates)];
  let best: string[] = [];
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of list.sort(compareText)) {
    const d = distance(text.toLowerCase(), candidate.toLowerCase());
    const length = Math.max(text.length, candidate.length);
    // Of two single letters nothing is alike.
    if (d > bestDistance || d >= length || d > Math.max(1, Math.floor(length / 3))) continue;
    best = d < bestDistance ? [candidate] : [...best, candidate];
    bestDistance = d;
  }
  if (best.length > 0 || text.length < MIN_BEGINNING_LENGTH) return best;
  const [begun, ...others] = list.filter((candidate) => candidate.toLowerCase().startsWith(text.toLowerCase()));
  return begun !== undefined && others.length === 0 ? [begun] : [];
}

/** More allowed values than these are not listed in a hint. */
const MAX_LISTED = 15;

/**
 * What an unknown value may have been meant to be.
 * @param allowed introduces the list of candidates in the hint
 * @returns the candidates most like it, and a hint: "Did you mean …?", else the candidates where they are few
 */
export function guess(
  text: string,
  candidates: Iterable<string>,
  allowed: string,
): { meant: readonly string[]; hint?: string | undefined } {
  const list = [...candidates];
  const meant = nearest(text, list);
  if (meant.length > 0) return { meant, hint: didYouMean(meant) };
  return { meant, hint: list.length > 0 && list.length <= MAX_LISTED ? `${allowed} ${list.join(", ")}` : undefined };
}

/** The question after at least one candidate. */
export function didYouMean(candidates: readonly string[]): string {
  return `Did you mean ${either(candidates.map((one) => JSON.stringify(one)))}?`;
}

/** Several as `a, b or c`. */
export function either(texts: readonly string[]): string {
  const [last = "", ...others] = texts.toReversed();
  return others.length === 0 ? last : `${others.toReversed().join(", ")} or ${last}`;
}
