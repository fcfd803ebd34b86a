const DAY_MS = 86_400_000;

/** Whole days from one day to another, never less than none: what is dated before its incident took no time. */
export function daysBetween(from: string, to: string): number {
  return Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / DAY_MS));
}
