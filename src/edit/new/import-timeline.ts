import { EnvironmentFault, EnvironmentFaults, faultWithHint } from "../../model/environment-fault.js";
import { MARKS, type Mark } from "../../model/marks.js";
import type { Event } from "../../model/schema-types.js";
import { guess } from "../../validate/ids/suggest.js";
import type { PlacedEvent } from "./timeline.js";
import { type TimelineRow, timelineRows } from "./timeline-rows.js";
import { readWholeTime, type TimeDefaults, type TypedTime, toRange } from "./typed-time.js";

/** In characters: the limit for statements in the content model. */
const MAX_EVENT_LENGTH = 240;

/**
 * Turns an exported timeline into events. Every time needs a day, because a timeline can pass midnight.
 * @param zone the zone of times without offset; null: such times are errors
 * @param steps the ids of the collection's response steps
 * @returns the events in the order of the file, and the fields that were ignored
 * @throws EnvironmentFaults for every entry with a fault
 */
export function importTimeline(
  text: string,
  name: string,
  zone: string | null,
  steps: readonly string[],
): { events: PlacedEvent[]; ignored: string[] } {
  const { rows, ignored } = timelineRows(text, name);
  const defaults = { day: null, zone };
  const faults: string[] = [];
  const events = rows.flatMap((row) => {
    try {
      return [{ place: row.place, event: eventOf(row, defaults, steps) }];
    } catch (error) {
      if (!(error instanceof EnvironmentFault)) throw error;
      faults.push(`${row.place}: ${error.message}`);
      return [];
    }
  });
  if (faults.length > 0) throw new EnvironmentFaults(faults);
  return { events, ignored };
}

function eventOf({ values, found }: TimelineRow, defaults: TimeDefaults, steps: readonly string[]): Event {
  if (values === null) throw new EnvironmentFault(`expected {at, event, mark, step}, found ${found}`);
  const { at, event, mark, step } = values;
  const time = timeOf(at, defaults);
  const marks = idsOf(mark, "mark", MARKS, "The marks are") as Mark[];
  const taken = idsOf(step, "step", steps, "The steps are");
  return {
    at: time.at,
    ...(time.approximate ? { approximate: true as const } : {}),
    event: sentence(event),
    ...(taken.length > 0 ? { steps: taken } : {}),
    ...(marks.length > 0 ? { marks } : {}),
  };
}

function timeOf(at: unknown, defaults: TimeDefaults): Omit<TypedTime, "words"> {
  if (typeof at === "string") return readWholeTime(at, defaults);
  const [from, to, ...more] = Array.isArray(at) ? (at as unknown[]) : [];
  if (typeof from !== "string" || typeof to !== "string" || more.length > 0)
    throw new EnvironmentFault(`expected at as a time or [from, to], found ${JSON.stringify(at) ?? "nothing"}`);
  const [start, end] = [readWholeTime(from, defaults), readWholeTime(to, defaults)];
  if (typeof start.at !== "string" || typeof end.at !== "string")
    throw new EnvironmentFault(`expected a range of two times, found ${JSON.stringify(at)}`);
  return { at: toRange(start.at, end.at), approximate: start.approximate || end.approximate };
}

/** The text of an event, on one line. */
function sentence(event: unknown): string {
  if (typeof event !== "string" || event.trim() === "")
    throw new EnvironmentFault(`expected event as a text, found ${JSON.stringify(event) ?? "nothing"}`);
  const text = event.replace(/[\s\p{Cc}\p{Cs}]+/gu, " ").trim();
  const { length } = [...text];
  if (length > MAX_EVENT_LENGTH)
    throw new EnvironmentFault(`the event has ${length} characters: say it in at most ${MAX_EVENT_LENGTH}`);
  return text;
}

/** One id, several in a text with spaces or commas between, or a list of them. */
function idsOf(value: unknown, what: string, allowed: readonly string[], hint: string): string[] {
  if (value === undefined || value === null) return [];
  const ids = typeof value === "string" ? value.split(/[\s,;]+/).filter((id) => id !== "") : value;
  if (!Array.isArray(ids) || !ids.every((id) => typeof id === "string"))
    throw new EnvironmentFault(`expected ${what} as an id, found ${JSON.stringify(value)}`);
  for (const id of ids) {
    if (allowed.includes(id)) continue;
    throw faultWithHint(`unknown ${what} ${JSON.stringify(id)}`, guess(id, allowed, hint).hint);
  }
  return [...new Set(ids)];
}
