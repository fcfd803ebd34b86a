import type { Suggestion } from "../model/diagnostic.js";
import type { Place } from "../model/place.js";
import type { Source } from "../model/source.js";

/** Text that is valid YAML with and without quotes: ids, field names, enumeration values, paths. */
const NEEDS_NO_QUOTES = /^(?:\.\.?\/)*[A-Za-z0-9@][\w/.:%-]*$/;

/**
 * Suggests replacing the last `old` within a place by each of the texts: in `contract:x` only the id is replaced. Empty if
 * `old` is not found literally; a text that would need quotes is left out.
 */
export function replacement(source: Source, place: Place, old: string, texts: readonly string[]): Suggestion[] {
  const plain = texts.filter((text) => NEEDS_NO_QUOTES.test(text));
  if (plain.length === 0 || old === "") return [];
  const at = source.textAt(place).lastIndexOf(old);
  if (at < 0) return [];
  const start = source.offset(place.line, place.column) + at;
  return plain.map((text) => ({ title: changeTo(text), edits: [{ start, end: start + old.length, text }] }));
}

/** The title of a suggestion that replaces text. */
export function changeTo(text: string): string {
  return `Change to ${JSON.stringify(text)}`;
}
