import { EnvironmentFaults } from "../../model/environment-fault.js";
import { misordered } from "../../model/mark-order.js";
import { type Mark, marksOf, timeOf } from "../../model/marks.js";
import type { Event, Time } from "../../model/schema-types.js";
import { TO_WRITE } from "./answers.js";

/** An event and its origin for messages: an option, or an entry of a file. */
export interface PlacedEvent {
  place: string;
  event: Event;
}

/** The time of a marked moment, and its text; empty if only the time is known. */
export interface MarkedMoment {
  place: string;
  mark: Mark;
  at: Time;
  approximate: boolean;
  words: string;
}

/**
 * Merges an imported timeline and marked moments in chronological order. A moment without text marks the event at the
 * same time, if there is one.
 * @throws EnvironmentFaults if a mark is given twice, or marks are in an impossible order
 */
export function mergeTimeline(imported: readonly PlacedEvent[], moments: readonly MarkedMoment[]): PlacedEvent[] {
  const events = imported.map(({ place, event }) => ({ place, event: { ...event } }));
  for (const { place, mark, at, approximate, words } of moments) {
    const same = words === "" ? events.find(({ event }) => isSameTime(event.at as Time, at)) : undefined;
    if (same === undefined) {
      const about = approximate ? { approximate: true as const } : {};
      events.push({ place, event: { at, ...about, event: words || TO_WRITE, marks: [mark] } });
    } else if (!same.event.marks?.includes(mark)) same.event.marks = [...(same.event.marks ?? []), mark];
  }
  events.sort((a, b) => (timeOf(a.event)?.from ?? 0) - (timeOf(b.event)?.from ?? 0));
  const faults = [...doubleMarks(events), ...disorderedMarks(events)];
  if (faults.length > 0) throw new EnvironmentFaults(faults);
  return events;
}

function isSameTime(a: Time, b: Time): boolean {
  const [first, second] = [timeOf({ at: a }), timeOf({ at: b })];
  return first !== undefined && first.from === second?.from && first.to === second.to;
}

function doubleMarks(events: readonly PlacedEvent[]): string[] {
  const first = new Map<Mark, string>();
  const faults: string[] = [];
  for (const { place, event } of events) {
    for (const mark of event.marks ?? []) {
      const earlier = first.get(mark);
      if (earlier !== undefined && mark !== "relapsed")
        faults.push(`${place}: mark ${JSON.stringify(mark)} is given twice, first in ${earlier}: leave one out`);
      first.set(mark, place);
    }
  }
  return faults;
}

function disorderedMarks(events: readonly PlacedEvent[]): string[] {
  const placeOf = (event: Event) => events.find((one) => one.event === event)?.place ?? "";
  return [...misordered(marksOf(events.map(({ event }) => event)))].map(
    ({ first, second, a, b }) =>
      `${placeOf(b.event)}: ${JSON.stringify(second)} is before ${JSON.stringify(first)} of ${placeOf(a.event)}: correct a time, or move the mark`,
  );
}
