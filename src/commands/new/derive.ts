import type { Answers } from "../../edit/new/answers.js";
import { type MarkedMoment, mergeTimeline, type PlacedEvent } from "../../edit/new/timeline.js";
import { readTypedTime, readWholeTime, type TimeDefaults } from "../../edit/new/typed-time.js";
import { asciiSlug, documentSlug, readId } from "../../model/document-id.js";
import { EnvironmentFault } from "../../model/environment-fault.js";
import { dayGiver, marksOf, timeOf } from "../../model/marks.js";
import type { Time } from "../../model/schema-types.js";
import { dayOf, parseTime } from "../../model/values/time.js";
import type { DraftInput, TypedMark } from "./draft-input.js";

/** Reads marks as they were typed: a time, and text after it. */
function readMoments(marks: readonly TypedMark[], defaults: TimeDefaults): MarkedMoment[] {
  return marks.map(({ place, mark, text }) => {
    try {
      return { place, mark, ...readTypedTime(text, defaults) };
    } catch (error) {
      if (error instanceof EnvironmentFault) throw new EnvironmentFault(`${place}: ${error.message}`);
      throw error;
    }
  });
}

/** The day of an incident in UTC, computed from its timeline; null for an empty one. */
export function dayOfTimeline(events: readonly PlacedEvent[]): string | null {
  const timeline = events.map(({ event }) => event);
  const at = dayGiver(marksOf(timeline))?.at ?? (timeline[0] && timeOf(timeline[0]));
  return at === undefined ? null : dayOf(Number.isFinite(at.from) ? at.from : at.to);
}

/** When a drill was held, and the day of it. */
export function readHeld({ held, day, zone }: DraftInput): { held: Time | null; day: string | null } {
  if (held === null) return { held: day, day };
  const { at } = readWholeTime(held, { day, zone });
  const from = parseTime(at)?.from;
  return { held: at, day: day ?? (from === undefined ? null : dayOf(from)) };
}

/**
 * The id of a new document.
 * @param taken the path of a document by its id in lower case
 * @param mayReplace the path of the document that may be replaced, by id; null: none may
 * @throws EnvironmentFault where the title cannot be made into one, or another document has it
 */
export function idFor(
  input: DraftInput & { type: Answers["type"]; title: string },
  day: string,
  taken: ReadonlyMap<string, string>,
  mayReplace: (id: string) => string | null,
): string {
  if (input.id === null && asciiSlug(input.title) === null)
    throw new EnvironmentFault(
      `Cannot make a file name of ${JSON.stringify(input.title)}: it is not in Latin letters; choose one with --id, such as ${day}-stale-grants`,
    );
  const id = readId(input.id ?? documentSlug([input.title], input.type), day);
  if (input.id !== null && input.day !== null && !id.startsWith("undated-") && !id.startsWith(input.day))
    throw new EnvironmentFault(`--id ${input.id} and --date ${input.day} name two days: leave one out`);
  const other = taken.get(id);
  if (other !== undefined && other !== mayReplace(id))
    throw new EnvironmentFault(`${other} is there already: choose another title, or another id with --id`);
  return id;
}

/** The zone of the author's computer: an IANA name. */
export function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Merges the events of a timeline file with the marks that were typed. */
export function timelineOf(imported: readonly PlacedEvent[], input: DraftInput, day: string | null): PlacedEvent[] {
  return mergeTimeline(imported, readMoments(input.marks, { day, zone: input.zone }));
}
