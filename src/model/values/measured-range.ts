import type { Bound, Measured, Quantity } from "../schema-types.js";
import { isBlank } from "./blank.js";
import { parseSpan } from "./duration.js";
import type { Range } from "./range.js";

/** A number as it is, a duration in milliseconds; undefined if it cannot be read. */
export function parseQuantity(quantity: Quantity): number | undefined {
  return typeof quantity === "number" ? quantity : parseSpan(quantity);
}

/** A measured value as a range; `at_least` and `at_most` have an infinite other end. Null for a blank or what cannot be read. */
export function measuredRange(value: Measured): Range | null {
  if (isBlank(value)) return null;
  if (typeof value === "number" || typeof value === "string") return exactly(parseQuantity(value));
  if (Array.isArray(value)) {
    const [from, to] = value.map(parseQuantity);
    return from === undefined || to === undefined ? null : { from: Math.min(from, to), to: Math.max(from, to) };
  }
  const { at_least, at_most } = value as Bound;
  const from = at_least === undefined ? Number.NEGATIVE_INFINITY : parseQuantity(at_least);
  const to = at_most === undefined ? Number.POSITIVE_INFINITY : parseQuantity(at_most);
  return from === undefined || to === undefined ? null : { from, to };
}

function exactly(value: number | undefined): Range | null {
  return value === undefined ? null : { from: value, to: value };
}
