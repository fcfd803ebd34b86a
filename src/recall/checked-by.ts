import type { Invariant } from "../model/schema-types.js";

/** What checks an invariant, in words; none where nothing does, and for an invariant that is not in the catalog. */
export function checksOf(invariant: Invariant | undefined): string[] {
  return invariant?.checked_by === undefined ? [] : [invariant.checked_by];
}
