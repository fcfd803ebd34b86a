import { EnvironmentFaults } from "../../model/environment-fault.js";
import { misordered } from "../../model/mark-order.js";
import { type Mark, marksOf, timeOf } from "../../model/marks.js";
import type { Event, Time } from "../../model/schema-types.js";
import { TO_WRITE } from "./answers.js";

/** An event, and who said so: a flag, or an entry of a file. */
export interface PlacedEvent {
  place: string;
  event: Event;
}

/** When a marked moment was, and what happened then; empty where only the time is known. */
export interface MarkedMoment {
  place: string;
  mark: Mark;
  at: Time;
  approximate: boolean;
  words: string;
}

/**
 * One timeline out of an imported one and marked moments, in order of time. A moment without words marks the event of its
 * very time, where there is one.
 * @throws EnvironmentFaults where a mark is given twice, or marks stand in an order that cannot be
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
