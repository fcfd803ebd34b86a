import type { Mark } from "../../../model/marks.js";
import type { ImportedEvent } from "../../importer.js";
import { fieldTime } from "../fields/field-values.js";

/** An event at a time that a field gives; none where the field has no time or the text is empty. */
export function eventAt(time: unknown, text: string | null, mark?: Mark): ImportedEvent[] {
  const at = fieldTime(time, false);
  if (at === null || text === null || text.trim() === "") return [];
  const event = text.replace(/\s+/g, " ").trim();
  return [{ at, event, ...(mark ? { mark } : {}), source: `${at} ${event}` }];
}

/** The UTC day of the first of these fields that has a time, and which field that is. */
export function dayOfFirst(
  fields: readonly (readonly [from: string, value: unknown])[],
): { day: string; from: string } | null {
  for (const [from, value] of fields) {
    const at = fieldTime(value, false);
    if (at === null) continue;
    const day = at.length === 10 ? at : new Date(at).toISOString().slice(0, 10);
    return { day, from: `the field "${from}"` };
  }
  return null;
}
