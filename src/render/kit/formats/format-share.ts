import type { Share } from "../../../model/schema-types.js";
import type { Range } from "../../../model/values/range.js";
import { formatRange, thousands } from "./format-duration.js";

/** A share from 0 to 1 in per cent: `2.6%`, `2–3%`, `at least 12%`. */
export function formatShare(share: Share): string {
  return formatRange(rangeOf(share), percent).replace(/^([\d.,]+)% to ([\d.,]+)%$/, "$1–$2%");
}

function rangeOf(share: Share): Range {
  if (typeof share === "number") return { from: share, to: share };
  if (Array.isArray(share)) return { from: share[0], to: share[1] };
  return { from: share.at_least ?? Number.NEGATIVE_INFINITY, to: share.at_most ?? Number.POSITIVE_INFINITY };
}

function percent(share: number): string {
  return `${thousands(Math.round(share * 1e6) / 1e4)}%`;
}
