import { distance } from "fastest-levenshtein";
import { compareText } from "../../model/diagnostic.js";

/** The candidate most like `text`, if it is like it at all: at most a third of the longer one differs. */
export function closest(text: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of [...candidates].sort(compareText)) {
    const d = distance(text.toLowerCase(), candidate.toLowerCase());
    if (d < bestDistance && d <= Math.max(1, Math.floor(Math.max(text.length, candidate.length) / 3))) {
      best = candidate;
      bestDistance = d;
    }
  }
  return best;
}

/** "Did you mean …?", else the allowed values where they are few, else nothing. */
export function suggestion(text: string, candidates: Iterable<string>, allowed: string): string | undefined {
  const list = [...candidates];
  const near = closest(text, list);
  if (near !== undefined) return `Did you mean ${JSON.stringify(near)}?`;
  return list.length > 0 && list.length <= 15 ? `${allowed} ${list.join(", ")}` : undefined;
}
