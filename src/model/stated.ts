import type { StatedContract, StatedInvariant } from "./schema-types.js";

/** An invariant or a contract that a postmortem states in place. */
export type Stated = StatedInvariant | StatedContract;

/** Whether a postmortem states it instead of naming an entry of the catalog. */
export function isStated(value: string | Stated): value is Stated {
  return typeof value !== "string";
}

/** The id of the catalog's entry; null where it is stated in place. */
export function catalogId(value: string | Stated): string | null {
  return isStated(value) ? null : value;
}

/** What to call it: the id of the catalog's entry, else its statement. */
export function idOrStatement(value: string | Stated): string {
  return isStated(value) ? value.statement : value;
}
