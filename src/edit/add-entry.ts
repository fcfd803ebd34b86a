import type { Edit } from "../model/diagnostic.js";
import type { Places } from "../model/places.js";
import type { Source } from "../model/source.js";
import { inlineYaml } from "./yaml-text.js";

/** The front matter of a document, as far as adding to it needs it. */
export interface FrontMatter {
  source: Source;
  places: Places;
  data: Record<string, unknown>;
  /** Where its YAML ends, as an offset: the start of the closing `---`. */
  end: number;
}

/**
 * The edit that adds an entry to the end of a list of a document: written as the entries before it are, in braces or on
 * lines of their own. A list that is not there is begun in the place that its field has.
 * @param order the fields of the document in their order
 * @returns null where the text is of a form that cannot be added to, such as a document all in braces
 */
export function addEntry(
  { source, places, data, end }: FrontMatter,
  field: string,
  entry: Readonly<Record<string, unknown>>,
  order: readonly string[],
): Edit | null {
  const eol = source.text.includes("\r\n") ? "\r\n" : "\n";
  const keys = Object.keys(data).map((key) => ({ key, place: places.key(data, key) }));
  if (keys.some(({ place }) => place.column !== 1)) return null;
  const insert = (at: number, text: string): Edit => ({ start: at, end: at, text });
  const list = data[field];
  if (list === undefined) {
    const rank = order.indexOf(field);
    const before = keys.filter(({ key }) => order.indexOf(key) < rank && order.includes(key)).at(-1);
    const at = before === undefined ? end : endOfField(before.place.line, keys, source, end);
    return insert(at, `${field}:${eol}${asLines(entry, "  ", eol)}`);
  }
  const own = keys.find(({ key }) => key === field);
  if (!Array.isArray(list) || own === undefined) return null;
  const first: unknown = list[0];
  if (typeof first !== "object" || first === null) return null;
  const indent = /^( *)- /.exec(source.line(places.whole(first).line) ?? "")?.[1];
  if (indent === undefined) return null;
  const whole = places.whole(first);
  const inBraces = source.text[source.offset(whole.line, whole.column)] === "{";
  const at = endOfField(own.place.line, keys, source, end);
  return insert(at, inBraces ? `${indent}- ${inlineYaml(entry)}${eol}` : asLines(entry, indent, eol));
}

/** The offset behind the last line of a field that holds anything; blank lines and comments below belong to the next. */
export function endOfField(
  line: number,
  keys: readonly { place: { line: number } }[],
  source: Source,
  end: number,
): number {
  const next = keys.find(({ place }) => place.line > line)?.place.line;
  let last = next ?? lineOf(end, source);
  while (last - 1 > line && /^(?:#.*|\s*)$/.test(source.line(last - 1) ?? "")) last--;
  return source.lineStart(last);
}

function lineOf(offset: number, source: Source): number {
  return source.place(offset, offset).line;
}

function asLines(entry: Readonly<Record<string, unknown>>, indent: string, eol: string): string {
  return Object.entries(entry)
    .map(([key, value], index) => `${indent}${index === 0 ? "- " : "  "}${key}: ${inlineYaml(value)}${eol}`)
    .join("");
}
