import { faultWithHint } from "../model/environment-fault.js";
import { guess } from "../validate/ids/suggest.js";

/**
 * Checks that an option names an entry.
 * @param other what to do where the entry is new
 * @throws EnvironmentFault for an id that no entry has
 */
export function knownId(
  id: string | undefined,
  what: string,
  entries: readonly { id: string }[],
  other?: string,
): void {
  const known = entries.map((entry) => entry.id);
  if (id === undefined || known.includes(id)) return;
  const hint =
    guess(id, known, "choose from").hint ?? `the collection has ${known.length === 0 ? "none yet" : "others"}`;
  const way = other === undefined ? hint : `${hint.replace(/[.?]?$/, (end) => end || ".")} Else ${other}`;
  throw faultWithHint(`Unknown ${what} ${JSON.stringify(id)}`, way);
}
