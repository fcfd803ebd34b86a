import type { Place } from "../model/place.js";
import type { Places } from "../model/places.js";

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
): Place | undefined {
  if (Array.isArray(now) && Array.isArray(then)) {
    for (const [index, item] of now.entries()) {
      const at = () => places.value(now, index);
      if (index >= then.length) return at();
      const change = firstChange(item, then[index], at, places, ignores);
      if (change) return change;
    }
    return now.length < then.length ? here() : undefined;
  }
  if (!isMap(now) || !isMap(then)) return Object.is(now, then) ? undefined : here();
  for (const [key, value] of Object.entries(now)) {
    if (ignores(key)) continue;
    if (!Object.hasOwn(then, key)) return places.key(now, key);
    const change = firstChange(value, then[key], () => places.value(now, key), places, ignores);
    if (change) return change;
  }
  return Object.keys(then).some((key) => !ignores(key) && !Object.hasOwn(now, key)) ? here() : undefined;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
