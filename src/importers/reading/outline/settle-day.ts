import { dayOf, parseTime } from "../../../model/values/time.js";
import { DAY_MS } from "../../../util/time-units.js";
import type { ImportedEvent } from "../../importer.js";
import { type FoundDay, type FoundDays, FROM_DATE, FROM_FILE, FROM_TITLE } from "./found-days.js";

/** The day of rows that name none; null where two days contradict each other. */
export function dayOfRows(days: FoundDays): string | null {
  if (rivalDays(days)) return null;
  return (days.stated ?? days.inName ?? days.inProse)?.day ?? null;
}

/** The day of the incident once its events are read, and what a person should look at. */
export function settleDay(
  days: FoundDays,
  events: readonly ImportedEvent[],
): { day: FoundDay | null; notes: string[] } {
  const { stated, inName, published, unclear } = days;
  const rivals = rivalDays(days);
  const likely = rivals ? settleRivals(rivals, events) : likelyDay(days, events);
  // A day from elsewhere that no reading of the title gives is that of something else.
  const isElse = unclear && stated === null && likely && !unclear.days.includes(likely.day);
  const day = isElse ? null : likely;
  return {
    day,
    notes: [
      ...(rivals && day === null ? [notTaken(rivals)] : doubtsOnDay(day, stated, inName, events)),
      ...(unclear && day === null ? [unclear.note] : []),
      ...(day !== null && day === published && inName === null
        ? [`the day is that of ${day.from}: the text gives no day of the incident`]
        : []),
    ],
  };
}

function likelyDay(
  { stated, inTitle, inName, inProse, published }: FoundDays,
  events: readonly ImportedEvent[],
): FoundDay | null {
  const named = textOrFile(stated, inName, events);
  if (named) return isFarFromEvents(named, events) ? settleRivals(inTitle ? [inTitle] : [], events) : named;
  const isTimed = events.some(({ at }) => at !== null);
  return proseDay(inProse, events) ?? dayOfTimeline(events) ?? (isTimed ? null : published);
}

function notTaken([one, other]: readonly [FoundDay, FoundDay]): string {
  return `${one.from} says ${one.day}, ${other.from} ${other.day}: neither was taken`;
}

/**
 * The day of the incident where the text states one and the name of the file another: the one that events of the timeline are near,
 * else the stated one. A template that was copied often keeps its day.
 */
function textOrFile(
  stated: FoundDay | null,
  inName: FoundDay | null,
  events: readonly ImportedEvent[],
): FoundDay | null {
  if (!stated || !inName || stated.day === inName.day) return stated ?? inName;
  return !hasEventNear(stated, events) && hasEventNear(inName, events) ? inName : stated;
}

/**
 * Two days of which either may be the incident's, so that clocks without a day have none: the name of the file often has the day of
 * the review, prose that of a change, and the title of a copied document that of another incident. Undefined where there is one.
 */
function rivalDays({ stated, inName, inProse }: FoundDays): [FoundDay, FoundDay] | undefined {
  if (!inName) return undefined;
  if (stated) {
    const gap = Math.abs(Date.parse(stated.day) - Date.parse(inName.day));
    return stated.from === FROM_TITLE && gap > MAX_DAYS_FROM_TITLE * DAY_MS ? [stated, inName] : undefined;
  }
  return inProse && inProse.day !== inName.day ? [inProse, inName] : undefined;
}

/** The one of two days that alone is near an event, or that the timeline gives; a title with an event near it is right. */
function settleRivals(rivals: readonly FoundDay[], events: readonly ImportedEvent[]): FoundDay | null {
  const near = rivals.filter((day) => hasEventNear(day, events));
  const [first, ...others] = near;
  const ofTimeline = dayOfTimeline(events);
  if (others.length === 0 || first?.from === FROM_TITLE) return first ?? null;
  return near.find(({ day }) => day === ofTimeline?.day) ?? null;
}

/** In days: how far a day in a title or the date of a text may be from the first and the last event; authors name an incident by its worst day too. */
const MAX_DAYS_FROM_TITLE = 14;
/** In days, for the name of a file, which often has the day of the publication or of the review. */
const MAX_DAYS_FROM_FILE = 1;

/** The day behind a timeline that is longer than this is that of the publication. */
const MIN_LONG_TIMELINE_MS = 14 * DAY_MS;
/** In days: one event alone may be the change that lay in wait, but hardly for longer. */
const MAX_DAYS_FROM_ONE_EVENT = 90;

/**
 * Whether a day that only the title, the date of the text or the name of the file gives is before or after all of a timeline that could be read: the
 * document says two things then.
 */
function isFarFromEvents(day: FoundDay, events: readonly ImportedEvent[]): boolean {
  const range = parseTime(day.day);
  const dated = datedEvents(events);
  const isOne = dated.length === 1;
  const several = day.from === FROM_FILE ? MAX_DAYS_FROM_FILE : MAX_DAYS_FROM_TITLE;
  const limit = isOne ? MAX_DAYS_FROM_ONE_EVENT : several;
  if (![FROM_TITLE, FROM_FILE, FROM_DATE].includes(day.from)) return false;
  if (range === undefined || dated.length === 0 || events.some(({ at }) => at === null)) return false;
  const ends = events.flatMap(({ at }) => (at === null ? [] : (parseTime(at) ?? [])));
  const first = Math.min(...ends.map(({ from }) => from));
  const last = Math.max(...ends.map(({ to }) => to));
  if (day.from === FROM_FILE && range.from > last && last - first > MIN_LONG_TIMELINE_MS) return true;
  const gap = Math.max(first - range.to, range.from - last);
  return gap > limit * DAY_MS;
}

/** A day that prose names, unless the timeline has dated events and none of them is near it. */
function proseDay(day: FoundDay | null, events: readonly ImportedEvent[]): FoundDay | null {
  return day && (datedEvents(events).length === 0 || hasEventNear(day, events)) ? day : null;
}

/**
 * What speaks against a day: another one in the text or in the name of the file, or a timeline without any event near it.
 * @param day the day that is taken
 * @param stated the day in the text, if it states one
 */
function doubtsOnDay(
  day: FoundDay | null,
  stated: FoundDay | null,
  inName: FoundDay | null,
  events: readonly ImportedEvent[],
): string[] {
  const dated = datedEvents(events);
  const named = stated ?? inName;
  if (!day && named && isFarFromEvents(named, events))
    return [
      `${named.from} says ${named.day}, but no event of the timeline is near it; its first is on ${dayOf(dated[0]?.from ?? 0)}`,
    ];
  if (!day)
    return dated.length > 0
      ? ["the timeline spans several days, and nothing says which of them is the incident's"]
      : [];
  if (!parseTime(day.day)) return [];
  const [first] = dated;
  const other = stated ?? day;
  return [
    ...(inName && inName.day !== other.day
      ? [`${other.from} says ${other.day}, the name of the file ${inName.day}: ${day.day} was taken`]
      : []),
    ...(first && !hasEventNear(day, events)
      ? [`no event of the timeline is near ${day.day}; its first is on ${dayOf(first.from)}`]
      : []),
  ];
}

function hasEventNear({ day }: FoundDay, events: readonly ImportedEvent[]): boolean {
  const range = parseTime(day);
  return events.some(({ at }) => {
    const time = at === null ? undefined : parseTime(at);
    return (
      range !== undefined && time !== undefined && time.from - DAY_MS <= range.to && time.to + DAY_MS >= range.from
    );
  });
}

/** A timeline that is longer than this does not tell by its first row when the incident was. */
const MAX_TIMELINE_MS = 3 * DAY_MS;

/** The UTC day that a timeline gives: of its first row that marks the beginning or the detection, else of the first row of a short one. */
function dayOfTimeline(events: readonly ImportedEvent[]): FoundDay | null {
  const dated = datedEvents(events);
  const marked = dated.find(({ mark }) => mark === "began" || mark === "detected" || mark === "declared");
  const starts = dated.map(({ from }) => from);
  const isShort = Math.max(...starts) - Math.min(...starts) <= MAX_TIMELINE_MS;
  const first = marked?.from ?? (isShort ? dated[0]?.from : undefined);
  return first === undefined ? null : { day: dayOf(first), from: "the timeline" };
}

function datedEvents(events: readonly ImportedEvent[]): { from: number; mark: ImportedEvent["mark"] }[] {
  return events.flatMap(({ at, mark }) => {
    const range = at === null ? undefined : parseTime(at);
    return range && range.to - range.from < 2 * DAY_MS ? [{ from: range.from, mark }] : [];
  });
}
