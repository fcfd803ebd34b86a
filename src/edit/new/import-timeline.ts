import { EnvironmentFault, EnvironmentFaults, faultWithHint } from "../../model/environment-fault.js";
import { MARKS, type Mark } from "../../model/marks.js";
import type { Event } from "../../model/schema-types.js";
import { parseTime } from "../../model/values/time.js";
import { guess } from "../../validate/ids/suggest.js";
import type { PlacedEvent } from "./timeline.js";
import { type TimelineRow, timelineRows } from "./timeline-rows.js";
import { followingTime, readWholeTime, type TimeDefaults, type TypedTime, toRange } from "./typed-time.js";

/** In characters: the limit for statements in the content model. */
const MAX_EVENT_LENGTH = 240;

/** The time of a row, as the row after it needs it. */
type ReadRow = Omit<TypedTime, "words"> & { place: string };

/**
 * Turns an exported timeline into events. A clock time without a day has that of the row before it, or the next day where
 * midnight lies between.
 * @param day of the first row where it has none, `YYYY-MM-DD`; null: it needs one
 * @param zone the zone of times without offset; null: such times are errors
 * @param steps the ids of the collection's response steps
 * @returns the events in the order of the file, and the fields that were ignored
 * @throws EnvironmentFaults for every entry with a fault
 */
export function importTimeline(
  text: string,
  name: string,
  { day, zone }: TimeDefaults,
  steps: readonly string[],
): { events: PlacedEvent[]; ignored: string[] } {
  const { rows, ignored } = timelineRows(text, name);
  const faults: string[] = [];
  let before: ReadRow | null = null;
  const events = rows.flatMap((row): PlacedEvent[] => {
    try {
      const { event, time } = eventOf(row, { day, zone }, steps, before);
      before = { ...time, place: row.place };
      return [{ place: row.place, event }];
    } catch (error) {
      if (!(error instanceof EnvironmentFault)) throw error;
      faults.push(`${row.place}: ${error.message}`);
      return [];
    }
  });
  if (faults.length > 0) throw new EnvironmentFaults(faults);
  return { events, ignored };
}

function eventOf(
  { values, found }: TimelineRow,
  defaults: TimeDefaults,
  steps: readonly string[],
  before: ReadRow | null,
): { event: Event; time: Omit<TypedTime, "words"> } {
  if (values === null) throw new EnvironmentFault(`expected {at, event, mark, step}, found ${found}`);
  const { at, event, mark, step } = values;
  const time = followingTime((day) => timeOf(at, { ...defaults, day }), defaults.day, before);
  refuseStepBack(time, before);
  const marks = idsOf(mark, "mark", MARKS, "The marks are") as Mark[];
  const taken = idsOf(step, "step", steps, "The steps are");
  return {
    time,
    event: {
      at: time.at,
      ...(time.approximate ? { approximate: true as const } : {}),
      event: sentence(event),
      ...(taken.length > 0 ? { steps: taken } : {}),
      ...(marks.length > 0 ? { marks } : {}),
    },
  };
}

/** @throws EnvironmentFault for a clock time that is a little earlier than the row before it: its day is not certain */
function refuseStepBack({ at, dated, day }: Omit<TypedTime, "words">, before: ReadRow | null): void {
  const [from, earlier] = [parseTime(at)?.from, before === null ? undefined : parseTime(before.at)?.from];
  if (dated || from === undefined || earlier === undefined || from >= earlier) return;
  throw new EnvironmentFault(
    `it is earlier than ${before?.place}, and has no day: write its day, such as ${day} for this time, or put the rows in order`,
  );
}

function timeOf(at: unknown, defaults: TimeDefaults): Omit<TypedTime, "words"> {
  if (typeof at === "string") return readWholeTime(at, defaults);
  const [from, to, ...more] = Array.isArray(at) ? (at as unknown[]) : [];
  if (typeof from !== "string" || typeof to !== "string" || more.length > 0)
    throw new EnvironmentFault(`expected at as a time or [from, to], found ${JSON.stringify(at) ?? "nothing"}`);
  const start = readWholeTime(from, defaults);
  const end = followingTime((day) => readWholeTime(to, { ...defaults, day }), defaults.day, start);
  if (typeof start.at !== "string" || typeof end.at !== "string")
    throw new EnvironmentFault(`expected a range of two times, found ${JSON.stringify(at)}`);
  return {
    at: toRange(start.at, end.at),
    approximate: start.approximate || end.approximate,
    dated: start.dated,
    day: end.day,
  };
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
