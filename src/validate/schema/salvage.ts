import type { ErrorObject, ValidateFunction } from "ajv";
import type { YamlPlaces } from "../../parse/yaml-places.js";
import { bareObject } from "../../util/bare-object.js";
import { closest } from "../ids/suggest.js";

type Container = Record<string | number, unknown>;

/** What a JSON pointer of ajv points at, and what holds it. */
export function targetOf(
  pointer: string,
  data: unknown,
): { container: Container | undefined; key: string | number | undefined; value: unknown } {
  let container: Container | undefined;
  let key: string | number | undefined;
  let value = data;
  for (const part of pointer.split("/").slice(1)) {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    container = value as Container;
    key = Array.isArray(value) ? Number(name) : name;
    value = container?.[key];
  }
  return { container, key, value };
}

/**
 * Takes out of the data what its schema refuses, so that rules see the rest in the form they expect and one fault hides
 * no other: an unknown field, a wrong value, an entry that lacks a required field. Required fields of the file itself
 * are replaced by `defaults`. The copies keep the places of what they were copied from. What tries to say who may see it,
 * and fails, counts as internal.
 * @returns undefined where the file has not the form of a map at all
 */
export function salvage(
  validator: ValidateFunction,
  data: unknown,
  places: YamlPlaces,
  defaults: Readonly<Record<string, unknown>>,
): unknown {
  let current = data;
  // Each round takes something out or fills something in, so the depth of the data bounds the rounds.
  for (let round = 0; round < 20; round++) {
    if (validator(current)) return current;
    if (typeof current !== "object" || current === null || Array.isArray(current)) return undefined;
    const filled: Record<string, unknown> = {};
    const removed = new Map<object, Set<string | number>>();
    const remove = (container: object, key: string | number) =>
      removed.set(container, (removed.get(container) ?? new Set()).add(key));
    const internal = new Set<object>();
    for (const error of validator.errors ?? []) {
      if (error.keyword === "if") continue;
      const hidden = hiddenBy(error, current);
      if (hidden === undefined || error.keyword === "additionalProperties")
        take(error, current, remove, filled, defaults);
      if (hidden === undefined) continue;
      if (!isUnknownVisibility(error)) internal.add(hidden);
      else if (hidden === current) for (const entry of entriesOf(current)) internal.add(entry);
      else removeFrom(error, current, remove);
    }
    current = copyWithout(current, removed, internal, places);
    Object.assign(current as object, filled);
  }
  return undefined;
}

/** The map whose `visibility` has a wrong value or a misspelt name, or stands where none is known. */
function hiddenBy({ keyword, instancePath, params }: ErrorObject, data: unknown): object | undefined {
  const { container, key, value } = targetOf(instancePath, data);
  if (key === "visibility") return container;
  if (keyword !== "additionalProperties") return undefined;
  const name = String(params.additionalProperty);
  const isMeant = closest(name, ["visibility"]) !== undefined && (value as Container)[name] !== "public";
  return isMeant ? (value as object) : undefined;
}

/** Whether the schema has no `visibility` there. The map is left out as a whole, or all entries of a catalog are internal. */
function isUnknownVisibility({ keyword, params }: ErrorObject): boolean {
  return keyword === "additionalProperties" && params.additionalProperty === "visibility";
}

/** The entries of the lists of a file. */
function entriesOf(data: object): object[] {
  const lists = Object.values(data).filter((value) => Array.isArray(value));
  return lists.flat().filter((entry) => typeof entry === "object" && entry !== null);
}

/** Takes out what an error points at. */
function removeFrom(
  { instancePath }: ErrorObject,
  data: unknown,
  remove: (container: object, key: string | number) => void,
): void {
  const { container, key } = targetOf(instancePath, data);
  if (container !== undefined && key !== undefined) remove(container, key);
}

function take(
  error: ErrorObject,
  data: unknown,
  remove: (container: object, key: string | number) => void,
  filled: Record<string, unknown>,
  defaults: Readonly<Record<string, unknown>>,
): void {
  const { container, key, value } = targetOf(error.instancePath, data);
  if (error.keyword === "additionalProperties") remove(value as object, String(error.params.additionalProperty));
  else if (error.propertyName !== undefined) remove(value as object, error.propertyName);
  else if (container !== undefined && key !== undefined) {
    remove(container, key);
    if (container === data && key in defaults) filled[key] = defaults[key];
  } else if (error.keyword === "required")
    filled[String(error.params.missingProperty)] = defaults[String(error.params.missingProperty)];
}

function copyWithout(
  value: unknown,
  removed: ReadonlyMap<object, ReadonlySet<string | number>>,
  internal: ReadonlySet<object>,
  places: YamlPlaces,
): unknown {
  if (typeof value !== "object" || value === null) return value;
  const gone = removed.get(value);
  if (Array.isArray(value)) {
    const kept = value.flatMap((_, index) => (gone?.has(index) ? [] : [index]));
    const copy = kept.map((index) => copyWithout(value[index], removed, internal, places));
    places.adopt(copy, value, kept);
    return copy;
  }
  const copy = bareObject();
  for (const [key, item] of Object.entries(value))
    if (!gone?.has(key)) copy[key] = copyWithout(item, removed, internal, places);
  if (internal.has(value)) copy.visibility = "internal";
  places.adopt(copy, value);
  return copy;
}
