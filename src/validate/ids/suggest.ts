import { distance } from "fastest-levenshtein";
import { compareText } from "../../model/diagnostic.js";

/** In characters: a shorter beginning says too little. */
const MIN_BEGINNING_LENGTH = 4;

/** The candidate most like `text`, else the only one that begins with it; undefined where more than a third of every one differs. */
export function closest(text: string, candidates: Iterable<string>): string | undefined {
  const list = [...candidates];
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of list.sort(compareText)) {
    const d = distance(text.toLowerCase(), candidate.toLowerCase());
    const length = Math.max(text.length, candidate.length);
    // Of two single letters nothing is alike.
    if (d < bestDistance && d < length && d <= Math.max(1, Math.floor(length / 3))) {
      best = candidate;
      bestDistance = d;
    }
  }
  if (best !== undefined || text.length < MIN_BEGINNING_LENGTH) return best;
  const [begun, ...others] = list.filter((candidate) => candidate.toLowerCase().startsWith(text.toLowerCase()));
  return others.length === 0 ? begun : undefined;
}

/** More allowed values than these are not listed in a hint. */
const MAX_LISTED = 15;

/**
 * What an unknown value may have been meant to be.
 * @param allowed introduces the list of candidates in the hint
 * @returns the candidate most like it, and a hint: "Did you mean …?", else the candidates where they are few
 */
export function guess(
  text: string,
  candidates: Iterable<string>,
  allowed: string,
): { meant?: string; hint?: string | undefined } {
  const list = [...candidates];
  const meant = closest(text, list);
  if (meant !== undefined) return { meant, hint: didYouMean(meant) };
  return { hint: list.length > 0 && list.length <= MAX_LISTED ? `${allowed} ${list.join(", ")}` : undefined };
}

export function didYouMean(text: string): string {
  return `Did you mean ${JSON.stringify(text)}?`;
}
