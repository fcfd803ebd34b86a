import { memoize } from "../util/memoize.js";
import type { Blank, Event, Time, TimeBound } from "./schema-types.js";
import { filled, isBlank } from "./values/blank.js";
import { between, hull, type Range } from "./values/range.js";
import { parseTime } from "./values/time.js";

/** The marks of an incident, in the order in which they usually come. */
export const MARKS = [
  "introduced",
  "began",
  "visible",
  "detected",
  "declared",
  "notified",
  "diagnosed",
  "mitigated",
  "resolved",
  "relapsed",
] as const;
export type Mark = (typeof MARKS)[number];

/** The partial order of the marks: the first of each pair cannot come after the second. */
export const MARK_ORDER: readonly (readonly [Mark, Mark])[] = [
  ["introduced", "began"],
  ["began", "visible"],
  ["began", "mitigated"],
  ["mitigated", "resolved"],
  ["introduced", "detected"],
  ["detected", "declared"],
  ["detected", "diagnosed"],
];

/** A marked event and when it was. */
export interface MarkedEvent {
  event: Event;
  /** Milliseconds since the epoch, or undefined where the time is a blank. */
  at: Range | undefined;
  /** The same, widened by what other sources say. */
  disputedAt: Range | undefined;
  approximate: boolean;
  blank: Blank | undefined;
}

/** When an event was, in milliseconds since the epoch; undefined for a blank. */
export function timeOf(event: Event): Range | undefined {
  const at = filled<Time | TimeBound>(event.at);
  return at === undefined ? undefined : parseTime(at);
}

/** Cached by timeline, which never changes: several measures read the same marks, and parsing times is slow. */
/** The first event that carries each mark. */
export function marksOf(timeline: readonly Event[] | undefined): ReadonlyMap<Mark, MarkedEvent> {
  return timeline === undefined ? new Map() : marksIn(timeline);
}

const marksIn = memoize((timeline: readonly Event[]): ReadonlyMap<Mark, MarkedEvent> => {
  const marks = new Map<Mark, MarkedEvent>();
  for (const event of timeline) {
    for (const mark of event.marks ?? []) if (!marks.has(mark)) marks.set(mark, markedEvent(event));
  }
  return marks;
});

function markedEvent(event: Event): MarkedEvent {
  const at = timeOf(event);
  const others = (event.disputed ?? []).flatMap((other) => parseTime(other.at) ?? []);
  return {
    event,
    at,
    disputedAt: at && hull([at, ...others]),
    approximate: event.approximate === true,
    blank: isBlank(event.at) ? event.at : undefined,
  };
}

/**
 * The time from one mark to another, in milliseconds; negative where the second came first.
 * @param disputed whether other sources' times count too
 * @returns undefined where either mark is missing or blank
 */
export function timeBetween(
  marks: ReadonlyMap<Mark, MarkedEvent>,
  from: Mark,
  to: Mark,
  disputed = false,
): Range | undefined {
  const pick = (mark: Mark) => (disputed ? marks.get(mark)?.disputedAt : marks.get(mark)?.at);
  const start = pick(from);
  const end = pick(to);
  return start && end && between(start, end);
}

/** An incident is dated by the first of these whose time is known. */
const GIVES_THE_DAY: readonly Mark[] = ["declared", "detected", "visible", "began"];

/** The mark that gives an incident its day, with its time: milliseconds since the epoch. Undefined where none is known. */
export function dayGiver(marks: ReadonlyMap<Mark, MarkedEvent>): { mark: Mark; event: Event; at: Range } | undefined {
  for (const mark of GIVES_THE_DAY) {
    const { event, disputedAt } = marks.get(mark) ?? {};
    if (event && disputedAt) return { mark, event, at: disputedAt };
  }
  return undefined;
}
