import { faultWithHint } from "../model/environment-fault.js";
import { guess } from "../validate/ids/suggest.js";

/**
 * Checks that an option names an entry.
 * @param file that a new entry goes into, where that is only one
 * @throws EnvironmentFault for an id that no entry has
 */
export function knownId(id: string | undefined, what: string, entries: readonly { id: string }[], file?: string): void {
  const known = entries.map((entry) => entry.id);
  if (id === undefined || known.includes(id)) return;
  const hint =
    guess(id, known, "choose from").hint ?? `the collection has ${known.length === 0 ? "none yet" : "others"}`;
  const way =
    file === undefined
      ? hint
      : `${hint.replace(/[.?]?$/, (end) => end || ".")} Else add it to ${file}, or leave it out for now`;
  throw faultWithHint(`Unknown ${what} ${JSON.stringify(id)}`, way);
}
