import type { Suggestion } from "../model/diagnostic.js";
import type { Place } from "../model/place.js";
import type { Source } from "../model/source.js";

/** Text that is valid YAML with and without quotes: ids, field names, enumeration values, paths. */
const NEEDS_NO_QUOTES = /^(?:\.\.?\/)*[A-Za-z0-9@][\w/.:%-]*$/;

/**
 * Suggests replacing the last `old` within a place by `text`: in `contract:x` only the id is replaced. Empty if `old` is
 * not found literally, or if `text` would need quotes.
 */
export function replacement(source: Source, place: Place, old: string, text: string | undefined): Suggestion[] {
  if (text === undefined || old === "" || !NEEDS_NO_QUOTES.test(text)) return [];
  const at = source.textAt(place).lastIndexOf(old);
  if (at < 0) return [];
  const start = source.offset(place.line, place.column) + at;
  return [{ title: changeTo(text), edits: [{ start, end: start + old.length, text }] }];
}

/** The title of a suggestion that replaces text. */
export function changeTo(text: string): string {
  return `Change to ${JSON.stringify(text)}`;
}
