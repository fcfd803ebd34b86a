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

/** A marked event and when it was. Times in milliseconds since the epoch, undefined for a blank; the open end of a bound is infinite. */
export interface MarkedEvent {
  event: Event;
  /** When it was, as far as all sources agree. */
  at: Range | undefined;
  /** The same by the author's own choice, without `disputed`. */
  statedAt: Range | undefined;
  /** Of a `detected` that is `{not_after}`: the mark that gives it its earliest time. */
  runsFrom: Mark | undefined;
  approximate: boolean;
  blank: Blank | undefined;
}

/** When an event was, by the author's own choice, in milliseconds since the epoch; undefined for a blank. */
export function timeOf(event: Event): Range | undefined {
  const at = filled<Time | TimeBound>(event.at);
  return at === undefined ? undefined : parseTime(at);
}

/** The same, widened by what other sources say. */
export function disputedTimeOf(event: Event): Range | undefined {
  const at = timeOf(event);
  if (at === undefined || event.disputed === undefined) return at;
  return hull([at, ...event.disputed.flatMap((other) => parseTime(other.at) ?? [])]);
}

/** The first event that carries each mark. */
export function marksOf(timeline: readonly Event[] | undefined): ReadonlyMap<Mark, MarkedEvent> {
  return timeline === undefined ? new Map() : marksIn(timeline);
}

/** Cached by timeline, which never changes: several measures read the same marks, and parsing times is slow. */
const marksIn = memoize((timeline: readonly Event[]): ReadonlyMap<Mark, MarkedEvent> => {
  const marks = new Map<Mark, MarkedEvent>();
  for (const event of timeline) {
    for (const mark of event.marks ?? []) if (!marks.has(mark)) marks.set(mark, markedEvent(event));
  }
  boundDetection(marks);
  return marks;
});

export function markedEvent(event: Event): MarkedEvent {
  return {
    event,
    at: disputedTimeOf(event),
    statedAt: timeOf(event),
    runsFrom: undefined,
    approximate: event.approximate === true,
    blank: isBlank(event.at) ? event.at : undefined,
  };
}

/** A detection of which only the latest time is known was not before the fault, or where that is not known not before the failure. */
function boundDetection(marks: Map<Mark, MarkedEvent>): void {
  const detected = marks.get("detected");
  if (detected?.at?.from !== Number.NEGATIVE_INFINITY) return;
  for (const mark of ["introduced", "began"] as const) {
    const earliest = marks.get(mark)?.at?.from;
    if (earliest === undefined || !Number.isFinite(earliest) || earliest > detected.at.to) continue;
    const bounded = (at: Range | undefined) => at && { from: Math.max(at.from, earliest), to: at.to };
    const { at, statedAt } = detected;
    marks.set("detected", { ...detected, at: bounded(at), statedAt: bounded(statedAt), runsFrom: mark });
    return;
  }
}

/**
 * The time from one mark to another, in milliseconds; negative where the second came first. Ends are infinite where only
 * a bound follows.
 * @param stated leaves out what other sources say
 * @returns undefined where either mark is missing or blank, or where their bounds exclude nothing
 */
export function timeBetween(
  marks: ReadonlyMap<Mark, MarkedEvent>,
  from: Mark,
  to: Mark,
  stated = false,
): Range | undefined {
  const [start, end] = [marks.get(from), marks.get(to)];
  const [startAt, endAt] = stated ? [start?.statedAt, end?.statedAt] : [start?.at, end?.at];
  if (startAt === undefined || endAt === undefined) return undefined;
  const time = between(startAt, endAt);
  const span = end?.runsFrom === from ? { from: Math.max(0, time.from), to: time.to } : time;
  return span.to === Number.POSITIVE_INFINITY && span.from <= 0 ? undefined : span;
}

/** An incident is dated by the first of these whose time is known. */
const GIVES_THE_DAY: readonly Mark[] = ["declared", "detected", "visible", "began"];

/** The mark that gives an incident its day, with its time: milliseconds since the epoch. Undefined where none is known. */
export function dayGiver(marks: ReadonlyMap<Mark, MarkedEvent>): { mark: Mark; event: Event; at: Range } | undefined {
  for (const mark of GIVES_THE_DAY) {
    const { event, at } = marks.get(mark) ?? {};
    if (event && at && (Number.isFinite(at.from) || Number.isFinite(at.to))) return { mark, event, at };
  }
  return undefined;
}
