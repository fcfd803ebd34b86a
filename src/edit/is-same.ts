import { isDeepStrictEqual } from "node:util";

/** Whether two pieces of data say the same, whatever their prototypes. */
export function isSame(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(structuredClone(one), structuredClone(other));
}
