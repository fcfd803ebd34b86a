import type { Answers } from "../../edit/new/answers.js";
import { type MarkedMoment, mergeTimeline, type PlacedEvent } from "../../edit/new/timeline.js";
import {
  dayInZone,
  followingTime,
  otherDay,
  readTypedTime,
  readWholeTime,
  type TimeDefaults,
  type TypedTime,
} from "../../edit/new/typed-time.js";
import { asciiSlug, documentSlug, readId } from "../../model/document-id.js";
import { EnvironmentFault } from "../../model/environment-fault.js";
import { dayGiver, MARKS, type Mark, marksOf, timeOf } from "../../model/marks.js";
import type { Time, TimeBound } from "../../model/schema-types.js";
import { filled } from "../../model/values/blank.js";
import { dayOf, isTimeBound, parseTime } from "../../model/values/time.js";
import type { DraftInput, TypedMark } from "./draft-input.js";

/** In milliseconds: how much a clock that runs fast may put a time into the future. */
const MAX_CLOCK_ERROR_MS = 10 * 60_000;

/** A mark with its time, typed or from a timeline. */
type ReadMoment = MarkedMoment & Pick<TypedTime, "dated" | "day"> & { clock: string };

type MarkTime = Pick<TypedTime, "at" | "day">;

/**
 * Reads marks as they were typed: a time, and text after it. A clock time without a day follows the mark before it, past
 * midnight where need be.
 * @param imported events whose marks stand between the typed ones
 * @param isToday the default day was not given
 * @throws EnvironmentFault where a time cannot be read, or without a day would be a detection before the beginning
 */
function readMoments(
  marks: readonly TypedMark[],
  imported: readonly PlacedEvent[],
  defaults: TimeDefaults,
  isToday: boolean,
): ReadMoment[] {
  const inOrder = [...marks].sort((a, b) => MARKS.indexOf(a.mark) - MARKS.indexOf(b.mark));
  const known = marksOf(imported.map(({ event }) => event));
  const moments: ReadMoment[] = [];
  let before: MarkTime | null = null;
  let isDated = false;
  for (const mark of MARKS) {
    const given = filled<Time | TimeBound>(known.get(mark)?.event.at);
    const day: string | null = given === undefined ? null : dayThere(given, defaults.zone);
    if (given !== undefined && !isTimeBound(given) && day !== null) {
      before = { at: given, day };
      isDated = true;
    }
    for (const { place, text } of inOrder.filter((one) => one.mark === mark)) {
      // A day that was given counts behind a time with a day of its own; today is only the last resort.
      const isOnDay: boolean = !isToday && isDated && before !== null && (defaults.day ?? "") > (before.day ?? "");
      const previous: MarkTime | null = isOnDay ? { at: (before as MarkTime).at, day: defaults.day } : before;
      const read: TypedTime = atPlace(place, () =>
        followingTime((day) => readTypedTime(text, { ...defaults, day }), defaults.day, previous),
      );
      moments.push({ place, mark, clock: /^\S*/.exec(text.trim())?.[0] ?? "", ...read });
      before = read;
      isDated = read.dated;
    }
  }
  refuseNegativeDelay(moments, known.get("began")?.at?.from);
  return moments;
}

function atPlace<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof EnvironmentFault) throw new EnvironmentFault(`${place}: ${error.message}`);
    throw error;
  }
}

/** The day of the end of a time, on the clock of a zone. */
function dayThere(at: Time | TimeBound, zone: string | null): string | null {
  const to = parseTime(at)?.to;
  return to === undefined || !Number.isFinite(to) ? null : dayInZone(to, zone ?? "UTC");
}

function refuseNegativeDelay(moments: readonly ReadMoment[], given: number | undefined): void {
  const began = moments.find(({ mark }) => mark === "began");
  const detected = moments.find(({ mark }) => mark === "detected");
  const start = began ? parseTime(began.at)?.from : given;
  const end = detected && parseTime(detected.at)?.to;
  if (start === undefined || end === undefined || end >= start || (detected?.dated && (began?.dated ?? true))) return;
  throw new EnvironmentFault(
    `${detected?.place}: the time is before "began": write the day with both times, such as ${detected?.day} ${detected?.clock}, if that is so`,
  );
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

/**
 * Merges the events of a timeline file with the marks that were typed.
 * @param notAfter where the day is only taken for today: times without a day that would be in the future then are of the
 * day before. In milliseconds since the epoch; null: the day is certain
 * @param present events that a document has already: the new ones may not contradict them
 */
export function timelineOf(
  imported: readonly PlacedEvent[],
  { marks, zone }: Pick<DraftInput, "marks" | "zone">,
  day: string | null,
  notAfter: number | null = null,
  present: readonly PlacedEvent[] = [],
): PlacedEvent[] {
  const given = new Set([...marks.map(({ mark }) => mark), ...imported.flatMap(({ event }) => event.marks ?? [])]);
  const others = [...present.map((one) => withoutMarks(one, given)), ...imported];
  const read = (day: string | null) => readMoments(marks, others, { day, zone }, notAfter !== null);
  const moments = read(day);
  const isFuture =
    notAfter !== null &&
    moments.some(({ at, dated }) => !dated && (parseTime(at)?.from ?? 0) > notAfter + MAX_CLOCK_ERROR_MS);
  const settled = isFuture && day !== null ? read(otherDay(day, -1)) : moments;
  if (present.length > 0) mergeTimeline(others, settled);
  return mergeTimeline(imported, settled);
}

/** An event without the marks that are given again. */
function withoutMarks({ place, event }: PlacedEvent, given: ReadonlySet<Mark>): PlacedEvent {
  const { marks = [], ...rest } = event;
  const [first, ...more] = marks.filter((mark) => !given.has(mark));
  return { place, event: first === undefined ? rest : { ...rest, marks: [first, ...more] } };
}
