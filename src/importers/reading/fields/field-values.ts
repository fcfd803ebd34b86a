import { parseMoment } from "../../../model/values/time.js";

type Data = Readonly<Record<string, unknown>>;

/** The first of these fields with a value. Case, hyphens and underscores are ignored. */
export function fieldOf(data: Data, names: readonly string[]): { name: string; value: unknown } | null {
  const plain = (name: string) => name.toLowerCase().replace(/[-_ ]/g, "");
  for (const wanted of names)
    for (const [name, value] of Object.entries(data))
      if (plain(name) === plain(wanted) && value !== null && value !== "") return { name, value };
  return null;
}

/** The text of the first of these fields that is one. */
export function textOfField(data: Data, names: readonly string[]): string | null {
  const value = fieldOf(data, names)?.value;
  return typeof value === "string" || typeof value === "number" ? String(value).trim() : null;
}

/** The names in the first of these fields: strings, or objects with a name. */
export function namesOfField(data: Data, names: readonly string[]): string[] {
  const value = fieldOf(data, names)?.value ?? [];
  const list = typeof value === "string" ? value.split(/\s*,\s*/) : [value].flat();
  const texts = list.map((one: unknown) =>
    typeof one === "object" && one !== null ? textOfField(one as Data, ["name", "title", "id"]) : String(one),
  );
  return [...new Set(texts.filter((text) => text !== null && text.trim() !== ""))] as string[];
}

/**
 * A time as front matter has it, in the forms of the content model.
 * @param isUtc whether a clock without an offset is UTC, as the format defines; else only its day is used
 */
export function fieldTime(value: unknown, isUtc: boolean): string | null {
  if (typeof value !== "string") return null;
  const [, day, clock, seconds, zone] =
    /^\s*(\d{4}-\d{2}-\d{2})(?:[T ]+(\d{2}:\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?\s*$/i.exec(
      value,
    ) ?? [];
  if (day === undefined || parseMoment(day) === undefined) return null;
  if (clock === undefined || (zone === undefined && !isUtc)) return day;
  const offset =
    zone === undefined || /^(?:[A-Z]+|[+-]00:?00)$/i.test(zone) ? "Z" : zone.replace(/^(...)(\d\d)$/, "$1:$2");
  const instant = `${day}T${clock}:${seconds ?? "00"}${offset}`;
  return parseMoment(instant) === undefined ? day : instant;
}
