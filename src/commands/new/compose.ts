import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { buffer } from "node:stream/consumers";
import type { Answers } from "../../edit/new/answers.js";
import { type MarkedMoment, mergeTimeline, type PlacedEvent } from "../../edit/new/timeline.js";
import { readTypedTime, readWholeTime, type TimeDefaults } from "../../edit/new/typed-time.js";
import { asciiSlug, documentSlug, readId } from "../../model/document-id.js";
import { EnvironmentFault, reasonOf } from "../../model/environment-fault.js";
import { dayGiver, marksOf, timeOf } from "../../model/marks.js";
import type { Time } from "../../model/schema-types.js";
import { dayOf, parseTime } from "../../model/time.js";
import type { Given, TypedMark } from "./given.js";

/** A timeline as it was exported, and what to call it. */
export interface Exported {
  name: string;
  text: string;
}

/**
 * Reads what `--from` names; `-` is standard input.
 * @throws EnvironmentFault where it cannot be read, or is not UTF-8
 */
export async function readExported(from: string): Promise<Exported> {
  const name = from === "-" ? "standard input" : basename(from);
  let bytes: Uint8Array;
  try {
    bytes = from === "-" ? await buffer(process.stdin) : readFileSync(from);
  } catch (error) {
    throw new EnvironmentFault(`Cannot read ${from}: ${reasonOf(error)}`);
  }
  try {
    return { name, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    throw new EnvironmentFault(`${name}: not UTF-8: save it in that encoding`);
  }
}

/** Reads typed moments: each its time, and the words behind it. */
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

/** The day of an incident, in UTC, as its timeline tells; null for an empty one. */
export function dayOfTimeline(events: readonly PlacedEvent[]): string | null {
  const timeline = events.map(({ event }) => event);
  const at = dayGiver(marksOf(timeline))?.at ?? (timeline[0] && timeOf(timeline[0]));
  return at === undefined ? null : dayOf(at.from);
}

/** When a drill was held, and the day of it. */
export function readHeld({ held, day, zone }: Given): { held: Time | null; day: string | null } {
  if (held === null) return { held: day, day };
  const { at } = readWholeTime(held, { day, zone });
  const from = parseTime(at)?.from;
  return { held: at, day: day ?? (from === undefined ? null : dayOf(from)) };
}

/**
 * The id of a new document.
 * @param taken the path of a document by its id in lower case
 * @param mayStand the path at which one may already stand, because it is to be replaced
 * @throws EnvironmentFault where the title gives none, or another document has it
 */
export function idFor(
  given: Given & { type: Answers["type"]; title: string },
  day: string,
  taken: ReadonlyMap<string, string>,
  mayStand: (id: string) => string | null,
): string {
  if (given.id === null && asciiSlug(given.title) === null)
    throw new EnvironmentFault(
      `Cannot make a file name of ${JSON.stringify(given.title)}: it is not in Latin letters; choose one with --id, such as ${day}-stale-grants`,
    );
  const id = readId(given.id ?? documentSlug([given.title], given.type), day);
  if (given.id !== null && given.day !== null && !id.startsWith("undated-") && !id.startsWith(given.day))
    throw new EnvironmentFault(`--id ${given.id} and --date ${given.day} name two days: leave one out`);
  const other = taken.get(id);
  if (other !== undefined && other !== mayStand(id))
    throw new EnvironmentFault(`${other} is there already: choose another title, or another id with --id`);
  return id;
}

/** The zone of the author's computer: an IANA name. */
export function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The timeline of what was exported and of what was typed. */
export function timelineOf(imported: readonly PlacedEvent[], given: Given, day: string | null): PlacedEvent[] {
  return mergeTimeline(imported, readMoments(given.marks, { day, zone: given.zone }));
}
