import { faultWithHint } from "../model/environment-fault.js";
import { capitalize } from "../util/capitalize.js";
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
  const choice = guess(id, known, "choose from").hint;
  const hint = choice ?? `the collection has ${known.length === 0 ? "none yet" : "others"}`;
  const wayToAdd = other === undefined ? "" : ` ${choice === undefined ? capitalize(other) : `Else ${other}`}`;
  const way = wayToAdd === "" ? hint : `${hint.replace(/[.?]?$/, (end) => end || ".")}${wayToAdd}`;
  throw faultWithHint(`Unknown ${what} ${JSON.stringify(id)}`, way);
}
