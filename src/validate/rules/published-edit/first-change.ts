import type { Place } from "../../../model/place.js";
import type { Places } from "../../../model/places.js";

/** Where a value differs from what it was, and what was there; `was` is undefined for what is new. */
export interface Change {
  place: Place;
  was: unknown;
}

/**
 * Where a value first differs from what it was: at the scalar, at the key of what is new, and for what is gone at what
 * held it.
 * @param here the place of `now` itself
 * @param ignores whether a field may differ
 * @returns undefined where the two are equal
 */
export function firstChange(
  now: unknown,
  then: unknown,
  here: () => Place,
  places: Places,
  ignores: (key: string) => boolean,
): Change | undefined {
  if (Array.isArray(now) && Array.isArray(then)) {
    for (const [index, item] of now.entries()) {
      const at = () => places.value(now, index);
      if (index >= then.length) return { place: at(), was: undefined };
      const change = firstChange(item, then[index], at, places, ignores);
      if (change) return change;
    }
    return now.length < then.length ? { place: here(), was: then } : undefined;
  }
  if (!isMap(now) || !isMap(then)) return Object.is(now, then) ? undefined : { place: here(), was: then };
  for (const [key, value] of Object.entries(now)) {
    if (ignores(key)) continue;
    if (!Object.hasOwn(then, key)) return { place: places.key(now, key), was: undefined };
    const change = firstChange(value, then[key], () => places.value(now, key), places, ignores);
    if (change) return change;
  }
  const isGone = Object.keys(then).some((key) => !ignores(key) && !Object.hasOwn(now, key));
  return isGone ? { place: here(), was: then } : undefined;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
