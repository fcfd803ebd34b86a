import type { Problem } from "../../model/diagnostic.js";
import type { Place } from "../../model/place.js";
import type { YamlPlaces } from "../../parse/yaml-places.js";

/** Longer texts are not repeated in a hint. */
const MAX_QUOTED_CHARS = 80;

/** A field of a map as it is written. */
interface Written {
  name: string;
  start: number;
  end: number;
  /** It is no field but words behind a comma. */
  isRest: boolean;
}

/**
 * The fault behind an unknown field that is the rest of a text: `{how: a, b and c}` is read as `how: a` and a field `b
 * and c`.
 * @param unknown the name of a field of `map` that its schema does not have
 * @returns one and the same problem, on the whole text, for every part of it; undefined where the field is no such part
 */
export function commaInText(
  map: Record<string, unknown>,
  unknown: string,
  places: YamlPlaces,
): { field: string; problem: Problem } | undefined {
  const { source } = places;
  if (!source.textAt(places.whole(map)).startsWith("{")) return undefined;
  const fields = Object.keys(map)
    .map((name) => writtenField(map, name, places))
    .sort((a, b) => a.start - b.start);
  const at = fields.findIndex(({ name, isRest }) => name === unknown && isRest);
  const owner = fields.slice(0, Math.max(at, 0)).findLast(({ isRest }) => !isRest);
  if (owner === undefined || typeof map[owner.name] !== "string") return undefined;
  const value = places.value(map, owner.name);
  if (/^["']/.test(source.textAt(value))) return undefined;
  const behind = fields.slice(fields.indexOf(owner) + 1);
  const next = behind.findIndex(({ isRest }) => !isRest);
  const last = behind.at(next < 0 ? -1 : next - 1) ?? owner;
  const start = source.offset(value.line, value.column);
  const place = source.place(start, last.end);
  const text = source.textAt(place);
  const fits = text.length <= MAX_QUOTED_CHARS && !/["\\\n]/.test(text);
  return {
    field: owner.name,
    problem: {
      place,
      message: `Expected quotes around the text of ${JSON.stringify(owner.name)}, found a comma in it`,
      hint: fits ? `Write ${owner.name}: "${text}"` : "Put the text in quotes: between braces a comma ends it",
    },
  };
}

function writtenField(map: Record<string, unknown>, name: string, places: YamlPlaces): Written {
  const { source } = places;
  const [key, value] = [places.key(map, name), places.value(map, name)];
  const [start, end] = [source.offset(key.line, key.column), endOf(key, places)];
  const hasColon = /^\s*:/.test(source.text.slice(end, end + 2));
  const isQuoted = /^["']/.test(source.textAt(key));
  return { name, start, end: endOf(value, places), isRest: !isQuoted && (!hasColon || /\s/.test(name)) };
}

function endOf({ endLine, endColumn }: Place, { source }: YamlPlaces): number {
  return source.offset(endLine, endColumn);
}
