import { toIsoSpan } from "../model/values/duration.js";
import type { Range } from "../model/values/range.js";
import { count, custom, defined, described, list, orNull, record, type Shape, text } from "../util/shape.js";
import { MIN_N_FOR_MEDIAN, MIN_N_FOR_QUARTILES, type Quartiles } from "./quartiles.js";

/** A range as the content model writes it: one value, `[from, to]`, or a bound. Null: not known. */
export type PublicRange<T> = T | readonly [from: T, to: T] | { readonly at_least: T } | { readonly at_most: T } | null;

/** A duration in milliseconds as ISO 8601. */
export function publicDuration(range: Range | null): PublicRange<string> {
  return publicRange(range, toIsoSpan);
}

/** A count as it is. */
export function publicCount(range: Range | null): PublicRange<number> {
  return publicRange(range, (value) => value);
}

function publicRange<T>(range: Range | null, write: (value: number) => T): PublicRange<T> {
  if (range === null) return null;
  const { from, to } = range;
  if (from === to) return write(from);
  if (to === Number.POSITIVE_INFINITY) return from === Number.NEGATIVE_INFINITY ? null : { at_least: write(from) };
  return from === Number.NEGATIVE_INFINITY ? { at_most: write(to) } : [write(from), write(to)];
}

/** Quartiles with each value written by `write`; null for no values. */
export function publicQuartiles<T>(quartiles: Quartiles | null, write: (range: Range | null) => PublicRange<T>) {
  if (quartiles === null) return null;
  const { n, least, lower, median, upper, most } = quartiles;
  return {
    n,
    least: write(least),
    lower_quartile: write(lower),
    median: write(median),
    upper_quartile: write(upper),
    most: write(most),
  };
}

function range<T>(name: string, types: readonly string[], description: string): Shape<PublicRange<T>> {
  const bound = (description: string) => ({ type: types, description });
  return defined(
    name,
    custom({
      description,
      type: [...types, "array", "object", "null"],
      items: { type: types },
      minItems: 2,
      maxItems: 2,
      properties: { at_least: bound("At least this much"), at_most: bound("At most this much") },
      additionalProperties: false,
    }),
  );
}

const DURATION = range<string>(
  "duration",
  ["string"],
  "A duration in ISO 8601; a range `[from, to]` or a bound where only that is known; null where it cannot be known",
);

const QUANTITY = range<string | number>(
  "quantity",
  ["string", "number"],
  "A duration in ISO 8601 or a number; a range `[from, to]` or a bound where only that is known; null where it cannot be known",
);

/** What `publicDuration` gives. */
export const durationRange = (description: string) => described(DURATION, description);

/** What `publicDuration` or `publicCount` gives. */
export const quantityRange = (description: string) => described(QUANTITY, description);

const QUARTILES = defined(
  "quartiles",
  orNull(
    record("Where values lie; null for none. No mean: a few long ones would decide it", {
      n: count("How many values"),
      least: quantityRange("The least"),
      lower_quartile: quantityRange(`A quarter lies below; null for fewer than ${MIN_N_FOR_QUARTILES} values`),
      median: quantityRange(`Half lies below; null for fewer than ${MIN_N_FOR_MEDIAN} values`),
      upper_quartile: quantityRange(`A quarter lies above; null for fewer than ${MIN_N_FOR_QUARTILES} values`),
      most: quantityRange("The greatest"),
    }),
  ),
);

/** What `publicQuartiles` gives. */
export const quartiles = (description: string) => described(QUARTILES, description);

/** An id of one postmortem. */
export const incidentId = text("The id of a postmortem");

/** A list of postmortems by their ids. */
export const incidentIds = (description: string) => list(incidentId, description);

/** A list of drills by their ids. */
export const drillIds = (description: string) => list(text("The id of a drill"), description);

/** The id of the postmortem or drill that a row is of. */
export const documentId = text("The id of the postmortem or drill");
