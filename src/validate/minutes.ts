import { toIsoSpan } from "../model/values/duration.js";

/** Reads a bare number as minutes, which its author may have meant: 40 is `PT40M`. */
export function asMinutes(count: number): string {
  return Number.isSafeInteger(count) && count >= 0 ? `PT${count}M` : toIsoSpan(count * 60_000);
}
