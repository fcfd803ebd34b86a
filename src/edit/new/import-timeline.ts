import { EnvironmentFault, faultWithHint } from "../../model/environment-fault.js";
import { MARKS, type Mark } from "../../model/marks.js";
import type { Event, Time } from "../../model/schema-types.js";
import { guess } from "../../validate/ids/suggest.js";
import { type Clock, readTime, toRange } from "./clock-time.js";
import type { PlacedEvent } from "./timeline.js";
import { type TimelineRow, timelineRows } from "./timeline-rows.js";

/** What a sentence of the content model holds. */
const MOST = 240;

/**
 * Turns an exported timeline into events. Every time needs its day: one without could be of the next day as well.
 * @param zone of times without offset; null: there are none
 * @param steps the ids of the collection's response steps
 * @returns the events in the order of the file, and the fields that were ignored
 * @throws EnvironmentFault at the first entry with a fault, with the number of the others
 */
export function importTimeline(
  text: string,
  name: string,
  zone: string | null,
  steps: readonly string[],
): { events: PlacedEvent[]; ignored: string[] } {
  const { rows, ignored } = timelineRows(text, name);
  const clock = { day: null, zone };
  const faults: string[] = [];
  const events = rows.flatMap((row) => {
    try {
      return [{ place: row.place, event: eventOf(row, clock, steps) }];
    } catch (error) {
      if (!(error instanceof EnvironmentFault)) throw error;
      faults.push(`${row.place}: ${error.message}`);
      return [];
    }
  });
  const more = faults.length - 1;
  if (faults[0] !== undefined)
    throw new EnvironmentFault(
      `${faults[0]}${more > 0 ? ` (and ${more} more ${more === 1 ? "entry has a fault" : "entries have faults"})` : ""}`,
    );
  return { events, ignored };
}

function eventOf({ values: { at, event, mark, step } }: TimelineRow, clock: Clock, steps: readonly string[]): Event {
  const marks = idsOf(mark, "mark", MARKS, "The marks are") as Mark[];
  const taken = idsOf(step, "step", steps, "The steps are");
  return {
    at: timeOf(at, clock),
    event: sentence(event),
    ...(taken.length > 0 ? { steps: taken } : {}),
    ...(marks.length > 0 ? { marks } : {}),
  };
}

function timeOf(at: unknown, clock: Clock): Time {
  if (typeof at === "string") return readTime(at.trim(), clock);
  const [from, to, ...more] = Array.isArray(at) ? (at as unknown[]) : [];
  if (typeof from !== "string" || typeof to !== "string" || more.length > 0)
    throw new EnvironmentFault(`expected at as a time or [from, to], found ${JSON.stringify(at) ?? "nothing"}`);
  const ends = [readTime(from, clock), readTime(to, clock)];
  if (typeof ends[0] !== "string" || typeof ends[1] !== "string")
    throw new EnvironmentFault(`expected a range of two times, found ${JSON.stringify(at)}`);
  return toRange(ends[0], ends[1]);
}

/** What was said, on one line. */
function sentence(event: unknown): string {
  if (typeof event !== "string" || event.trim() === "")
    throw new EnvironmentFault(`expected event as a text, found ${JSON.stringify(event) ?? "nothing"}`);
  const text = event.replace(/[\s\p{Cc}\p{Cs}]+/gu, " ").trim();
  const { length } = [...text];
  if (length > MOST) throw new EnvironmentFault(`the event has ${length} characters: say it in at most ${MOST}`);
  return text;
}

/** One id, several in a text with spaces or commas between, or a list of them. */
function idsOf(value: unknown, what: string, known: readonly string[], allowed: string): string[] {
  if (value === undefined || value === null) return [];
  const ids = typeof value === "string" ? value.split(/[\s,;]+/).filter((id) => id !== "") : value;
  if (!Array.isArray(ids) || !ids.every((id) => typeof id === "string"))
    throw new EnvironmentFault(`expected ${what} as an id, found ${JSON.stringify(value)}`);
  for (const id of ids) {
    if (known.includes(id)) continue;
    throw faultWithHint(`unknown ${what} ${JSON.stringify(id)}`, guess(id, known, allowed).hint);
  }
  return [...new Set(ids)];
}
