import type { Diagnostic, Edit } from "../model/diagnostic.js";
import type { Source } from "../model/source.js";

const MEANT = /^Did you mean ("(?:[^"\\]|\\.)*")\?$/;
const FOUND = /^[^"]*("(?:[^"\\]|\\.)*")/;
/** Ids, fields and values of enumerations: what can stand in YAML without quotes, or within those that are there. */
const PLAIN = /^[A-Za-z0-9@][\w/.:-]*$/;

/**
 * The change that a hint of the form `Did you mean "x"?` proposes: what the message quotes becomes x. Null where the
 * hint says something else, or what is quoted does not stand there.
 */
export function suggestedEdit({ message, hint, hideSource, ...place }: Diagnostic, source: Source): Edit | null {
  const meant = unquote(MEANT.exec(hint ?? "")?.[1]);
  const found = unquote(FOUND.exec(message)?.[1]);
  if (hideSource || !meant || !found || !PLAIN.test(meant)) return null;
  const { start, end } = source.replace(place, meant);
  // In a reference such as contract:x only the id is quoted, and stands last.
  const at = source.text.slice(start, end).lastIndexOf(found);
  return at < 0 ? null : { start: start + at, end: start + at + found.length, text: meant };
}

function unquote(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as string);
  } catch {
    return undefined;
  }
}
