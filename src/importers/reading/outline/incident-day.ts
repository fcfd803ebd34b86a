import { toString as textOf } from "mdast-util-to-string";
import { dayOf, parseTime, precisionOf } from "../../../model/values/time.js";
import { readDay } from "../../../parse/times/read-time.js";
import type { ForeignFile, ImportedDocument, ImportedEvent } from "../../importer.js";
import type { Label } from "./labels.js";
import type { Part } from "./outline.js";

const DAY_MS = 86_400_000;

type FoundDay = NonNullable<ImportedDocument["day"]>;

const NAMES =
  /^(?:(?:incident|outage|event|issue) (?:date|day)|date(?:s|\(s\))?|date (?:and|&|\/) ?time|date\/time|date of (?:the )?(?:incident|outage|event|issue)|when|day|(?:start|began|begun|started|occurred|happened)(?: (?:date|time|at|on))?|(?:incident )?start(?: time| date)?|(?:first )?detected(?: (?:at|on))?|first detected|declared(?: (?:at|on))?|incident declared)$/;
const IN_FILE_NAME = /(?:^|\D)((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)/;
/** A paragraph on the text itself, whose date is that of the change. */
const ON_THE_TEXT =
  /^\W*(?:corrections?|updated?|edit(?:ed)?|revised|revision|last (?:updated|modified|edited|changed)|published|posted)\b/i;
const IN_TEXT =
  /\b(?:(?:19|20)\d{2}[-/]\d{1,2}[-/]\d{1,2}|[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d{2}|\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]{2,8}\.?,? (?:19|20)\d{2})\b/g;

/** The day that a label of the text states, or its title. */
export function statedDay(labels: readonly Label[], title: string | null): FoundDay | null {
  for (const { name, value } of labels) {
    const day = NAMES.test(name) ? dayIn(value) : null;
    if (day) return { day, from: `"${name}" in the text` };
  }
  const day = dayIn(title ?? "");
  return day ? { day, from: "the title" } : null;
}

/** The day that the name of a file starts with or holds. */
export function dayOfPath({ path }: ForeignFile): FoundDay | null {
  const [, year, month, day] = IN_FILE_NAME.exec(path.slice(path.lastIndexOf("/") + 1)) ?? [];
  const written = `${year}-${month}-${day}`;
  return day !== undefined && parseTime(written) ? { day: written, from: "the name of the file" } : null;
}

/** The day of the first paragraph that has one, before the first section or in the summary, where it names one only. */
export function dayInProse(parts: readonly Part[]): FoundDay | null {
  const prose = parts.filter(({ depth, role }) => depth < 2 || role === "summary" || role === "impact");
  const [first = []] = prose
    .flatMap(({ own }) => own.map((node) => textOf(node)))
    .filter((text) => !ON_THE_TEXT.test(text))
    .map(daysIn)
    .filter((days) => days.length > 0);
  const [day] = first;
  return day !== undefined && new Set(first).size === 1 ? { day, from: "the first paragraph with a date" } : null;
}

/** The UTC day of the first event of a timeline that has one. */
export function dayOfTimeline(events: readonly ImportedEvent[]): FoundDay | null {
  for (const { at } of events) {
    const range = at === null ? undefined : parseTime(at);
    if (range && range.to - range.from < 2 * DAY_MS) return { day: dayOf(range.from), from: "the timeline" };
  }
  return null;
}

/**
 * Which of two days it is, where the text states one and the name of the file another: the one that events of the timeline
 * are near, else the stated one. A template that was copied often keeps its day.
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
  if (!day || !parseTime(day.day)) return [];
  const first = dayOfTimeline(events);
  const said = stated ?? day;
  return [
    ...(inName && inName.day !== said.day
      ? [`${said.from} says ${said.day}, the name of the file ${inName.day}: ${day.day} was taken`]
      : []),
    ...(first && !hasEventNear(day, events)
      ? [`no event of the timeline is near ${day.day}; its first is on ${first.day}`]
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

/** The first day in a text that it gives in full. */
export function dayIn(text: string): string | null {
  return daysIn(text)[0] ?? null;
}

function daysIn(text: string): string[] {
  return [...text.matchAll(IN_TEXT)].flatMap(([written]) => {
    const { at } = readDay(written, { day: null });
    return typeof at === "string" && precisionOf(at) === "day" ? [at] : [];
  });
}
