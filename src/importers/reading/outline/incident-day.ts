import type { RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { dayOf, parseTime } from "../../../model/values/time.js";
import type { DateOrders } from "../../../parse/times/date-order.js";
import { DAY_MS } from "../../../util/time-units.js";
import type { ForeignFile, ImportedDocument, ImportedEvent } from "../../importer.js";
import { dateIn, datesIn } from "./dates-in.js";
import type { Label } from "./labels.js";
import type { Part } from "./outline.js";

/** A timeline that is longer than this does not tell by its first row when the incident was. */
const MAX_TIMELINE_MS = 3 * DAY_MS;

type FoundDay = NonNullable<ImportedDocument["day"]>;

const FROM_TITLE = "the title";
const FROM_FILE = "the name of the file";
/** The date of a text is often that of its writing. */
const FROM_DATE = '"date" in the text';
const DAY_LABELS =
  /^(?:(?:incident|outage|event|issue) (?:date|day|from|since|began|begin)|date(?:s|\(s\))?|date (?:and|&|\/) ?time|date\/time|date of (?:the )?(?:incident|outage|event|issue)|when|day|(?:start|began|begun|started|occurred|happened)(?: (?:date|time|at|on))?|(?:incident )?start(?: time| date)?|(?:first )?detected(?: (?:at|on))?|first detected|declared(?: (?:at|on))?|incident declared)$/;
const ISO_IN_NAME = /(?:^|\D)((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)/g;
const RANGE_IN_NAME = /^\D{0,80}\d{4}[-_.]?\d\d[-_.]?\d\d(?:[-_. ]{1,3}|[-_. ]to[-_. ])\d{4}[-_.]?\d\d[-_.]?\d\d(?!\d)/;
/** A paragraph about the text itself: its date is that of the change. */
const ABOUT_THE_TEXT =
  /^\W*(?:corrections?|updated?|edit(?:ed)?|revised|revision|last (?:updated|modified|edited|changed)|published|posted)\b/i;

/** The day that a label of the text states, or its title. */
export function statedDay(labels: readonly Label[], title: string | null, orders: DateOrders): FoundDay | null {
  for (const { name, value } of labels) {
    const day = DAY_LABELS.test(name) ? dateIn(value, orders) : null;
    if (day) return { day, from: `"${name}" in the text` };
  }
  const dates = datesIn(title ?? "", orders);
  const [first] = dates;
  // The two dates of a range stand at one place: the incident is of the first.
  const isOne = dates.every(({ day, from }) => day === first?.day || from === first?.from);
  return first?.day && isOne ? { day: first.day, from: FROM_TITLE } : null;
}

/** The day that the name of a file starts with or holds; null for two that are no range: one is that of the review. */
export function dayOfPath({ path }: ForeignFile, orders: DateOrders): FoundDay | null {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.\w+$/, "");
  const found = [...name.matchAll(ISO_IN_NAME)];
  const [day, ...others] = found.map((match) => match.slice(1).join("-"));
  if (day !== undefined) {
    const isOne = others.every((other) => other === day) || RANGE_IN_NAME.test(name);
    return isOne && parseTime(day) ? { day, from: FROM_FILE } : null;
  }
  const numeric = /(?:^|\D)(\d{1,2})[-_.](\d{1,2})[-_.]((?:19|20)\d\d)(?!\d)/.exec(name);
  const text = numeric ? numeric.slice(1).join("-") : name.replace(/[-_]+/g, " ");
  const read = dateIn(text, orders);
  return read ? { day: read, from: FROM_FILE } : null;
}

/** The day of the first paragraph that has one, before the first section or in the summary, where it names one only. */
export function dayInProse(
  parts: readonly Part[],
  timeline: readonly RootContent[],
  orders: DateOrders,
): FoundDay | null {
  const prose = parts.filter(({ depth, role }) => depth < 2 || role === "summary" || role === "impact");
  const [first = []] = prose
    .flatMap(({ own }) =>
      own.filter((node) => node.type !== "code" && !timeline.includes(node)).map((node) => textOf(node)),
    )
    .filter((text) => !ABOUT_THE_TEXT.test(text))
    .map((text) => datesIn(text, orders).map(({ day }) => day))
    .filter((days) => days.length > 0);
  const [day] = first;
  return day && new Set(first).size === 1 ? { day, from: "the first paragraph with a date" } : null;
}

/** The UTC day that a timeline gives: of its first row that marks the beginning or the detection, else of the first row of a short one. */
export function dayOfTimeline(events: readonly ImportedEvent[]): FoundDay | null {
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

/**
 * The day of the incident where the text states one and the name of the file another: the one that events of the timeline are near,
 * else the stated one. A template that was copied often keeps its day.
 */
export function settleDay(
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
export function rivalDays(
  stated: FoundDay | null,
  inName: FoundDay | null,
  inProse: FoundDay | null,
): [FoundDay, FoundDay] | undefined {
  if (!inName) return undefined;
  if (stated) {
    const gap = Math.abs(Date.parse(stated.day) - Date.parse(inName.day));
    return stated.from === FROM_TITLE && gap > MAX_DAYS_FROM_TITLE * DAY_MS ? [stated, inName] : undefined;
  }
  return inProse && inProse.day !== inName.day ? [inProse, inName] : undefined;
}

/** The one of two days that alone is near an event, or that the timeline gives; a title with an event near it is right. */
export function settleRivals(rivals: readonly FoundDay[], events: readonly ImportedEvent[]): FoundDay | null {
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
export function isFarFromEvents(day: FoundDay, events: readonly ImportedEvent[]): boolean {
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
export function proseDay(day: FoundDay | null, events: readonly ImportedEvent[]): FoundDay | null {
  return day && (datedEvents(events).length === 0 || hasEventNear(day, events)) ? day : null;
}

/**
 * What speaks against a day: another one in the text or in the name of the file, or a timeline without any event near it.
 * @param day the day that is taken
 * @param stated the day in the text, if it states one
 */
export function doubtsOnDay(
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
