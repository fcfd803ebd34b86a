import type { NextItem } from "../../../measure/next-items.js";
import { showable } from "../../../util/characters.js";

/** Lines of a calendar have at most this many octets (RFC 5545, 3.1). */
const MAX_LINE_OCTETS = 75;

/** What a calendar says of each item besides what the item holds. */
export interface CalendarInput {
  /** The title of the collection. */
  title: string;
  /** A UTC day, `YYYY-MM-DD`: the time stamp of every event, so that the same content gives the same bytes. */
  now: string;
  /** The version of inquest. */
  version: string;
  /** Where an item can be read: an address, or null. */
  urlOf: (item: NextItem) => string | null;
}

/**
 * What has a day, as all-day events of a calendar (RFC 5545) with a reminder a day before. Where nothing has a day, one
 * journal entry says so, because a calendar must not be empty.
 */
export function nextCalendar(items: readonly NextItem[], input: CalendarInput): string {
  const dated = items.flatMap((item) => (item.due === null ? [] : [{ ...item, due: item.due }]));
  const stamp = `${basicDay(input.now)}T000000Z`;
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:-//inquest//inquest ${escapeText(input.version)}//EN`,
    "CALSCALE:GREGORIAN",
    `X-WR-CALNAME:${escapeText(input.title)}`,
    ...dated.flatMap((item) => eventOf(item, stamp, input)),
    ...(dated.length === 0 ? nothing(stamp, input.now) : []),
    "END:VCALENDAR",
  ]
    .map((line) => `${fold(line)}\r\n`)
    .join("");
}

function eventOf(item: NextItem & { due: string }, stamp: string, { urlOf }: CalendarInput): string[] {
  const url = urlOf(item);
  const summary = escapeText(item.state === "overdue" ? `Overdue: ${item.title}` : item.title);
  const about = [item.note, item.owner === null ? "No owner" : `Owner: ${item.owner}`, item.id].filter(Boolean);
  return [
    "BEGIN:VEVENT",
    `UID:${item.kind}-${escapeText(item.id)}@inquest`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${basicDay(item.due)}`,
    `SUMMARY:${summary}`,
    `DESCRIPTION:${escapeText(about.join("\n"))}`,
    `CATEGORIES:${item.kind}`,
    "TRANSP:TRANSPARENT",
    ...(url === null ? [] : [`URL:${url}`]),
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    "TRIGGER:-P1D",
    `DESCRIPTION:${summary}`,
    "END:VALARM",
    "END:VEVENT",
  ];
}

function nothing(stamp: string, now: string): string[] {
  return [
    "BEGIN:VJOURNAL",
    "UID:nothing-is-due@inquest",
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${basicDay(now)}`,
    "SUMMARY:Nothing is due",
    "END:VJOURNAL",
  ];
}

function basicDay(day: string): string {
  return day.replaceAll("-", "");
}

/** A value of type TEXT. Control characters cannot stand in one. */
function escapeText(text: string): string {
  return (
    showable(text)
      .replace(/[\\;,]/g, (character) => `\\${character}`)
      .replace(/\r\n|\r|\n/g, "\\n")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
      .replace(/[\u0000-\u001f\u007f]/g, " ")
  );
}

/** Breaks a line between characters; what continues starts with a space, which counts. */
function fold(line: string): string {
  const lines: string[] = [];
  let current = "";
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MAX_LINE_OCTETS) {
      lines.push(current);
      current = " ";
      octets = 1;
    }
    current += character;
    octets += size;
  }
  return [...lines, current].join("\r\n");
}
