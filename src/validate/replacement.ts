import type { Suggestion } from "../model/diagnostic.js";
import type { Place } from "../model/place.js";
import type { Source } from "../model/source.js";

/** What YAML takes without quotes, and within those that are there: ids, fields, values of enumerations, paths. */
const NEEDS_NO_QUOTES = /^(?:\.\.?\/)*[A-Za-z0-9@][\w/.:%-]*$/;

/**
 * The suggestion to write `text` for `old`, the last time that it stands within a place: in `contract:x` only the id is
 * replaced. None where `old` is not written there as it is, or where `text` would need quotes.
 */
export function replacement(source: Source, place: Place, old: string, text: string | undefined): Suggestion[] {
  if (text === undefined || old === "" || !NEEDS_NO_QUOTES.test(text)) return [];
  const at = source.textAt(place).lastIndexOf(old);
  if (at < 0) return [];
  const start = source.offset(place.line, place.column) + at;
  return [{ title: changeTo(text), edits: [{ start, end: start + old.length, text }] }];
}

/** The title of a suggestion that writes something else. */
export function changeTo(text: string): string {
  return `Change to ${JSON.stringify(text)}`;
}
