import { toIsoSpan } from "../model/values/duration.js";

/** A bare number as the duration that its author may have meant: 40 as `PT40M`. */
export function asMinutes(count: number): string {
  return Number.isSafeInteger(count) && count >= 0 ? `PT${count}M` : toIsoSpan(count * 60_000);
}
