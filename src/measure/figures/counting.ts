import type { Counting } from "../counting.js";

export function countingFigures(counting: Counting) {
  return {
    incidents: counting.incidents,
    third_party: counting.thirdParty,
    near_misses: counting.nearMisses,
    unpublished: counting.unpublished,
    drills: counting.drills,
  };
}
