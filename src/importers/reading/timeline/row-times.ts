import { alternatives, MONTHS, WEEKDAYS } from "../../../parse/times/calendar-names.js";
import { type ReadTime, readTime } from "../../../parse/times/read-time.js";
import type { Zone } from "../../../parse/times/zones.js";
import type { Row } from "./row.js";

/** A heading or line that dates the rows below it. */
export interface DayLine {
  /** `YYYY-MM-DD`; null where its day is not clear, so that the rows below have none. */
  day: string | null;
  source: string;
}

/** A row and its time, before days are carried. */
export interface TimedRow {
  row: Row;
  read: ReadTime;
  /** What dates the rows of this part; undefined where nothing does. */
  dayLine: DayLine | undefined;
  /** The day that dates without a year were read near. */
  near: string | null;
  /** The zone of a clock that names none, by the rows before it in its list. */
  zone: Zone | null;
}

/** A date that cannot be read, right before a clock: the clock is not of the day that the row before is of. */
const BROKEN_DATE = /\d[-/.]\d{1,2}[-/.]\d{1,4}\W{0,3}$/;
const LENGTHS = /\b(?:time to|duration|lasted|hours|took|for)\b/i;
/** What stands before a day that is the name of a version or the value of a setting: "/works = 2022-10-03". */
const VALUE = /[=/<>@]|\b(?:version|release|index|branch|tag|build|to|v)\W*$/i;
/** In characters: a longer text before a time is a sentence. */
const MAX_LABEL_LENGTH = 60;
/** In characters: a cell with times says little else. */
const MAX_REST_OF_CELL = 12;
const MARKS_BEFORE =
  /^(?:[\s*_`[({<"'~>#•·|–—-]|(?:at|on|by|from|around|about|circa|am|um|den|gegen|le|vers|el|il|om|op)\b|(?:step )?\d{1,2}[.)]\s)*/i;
const MONTH = alternatives(MONTHS);
const WEEKDAY = alternatives(WEEKDAYS);
/** What looks like a date where a row or line begins, whether or not it can be read. */
const DATE_AT_START = new RegExp(
  `^(?:\\d{1,5}[-/.]\\d{1,2}[-/.]\\d{1,5}|\\d{1,2}[-/.]\\d{1,2}\\W*$|(?:${WEEKDAY})[,.]?(?:\\s|$)|(?:${MONTH})\\.?\\s\\d|\\d{1,2}(?:st|nd|rd|th)?\\.?\\s(?:of\\s|de\\s)?(?:${MONTH})(?!\\p{L})|\\d{1,2}(?:st|nd|rd|th)\\b|\\d{1,2}\\.?\\s(?:de\\s|of\\s)?\\p{L}{3,12}\\.?,?\\s(?:de\\s)?(?:19|20)\\d\\d\\b|\\p{L}{3,12}\\.?\\s\\d{1,2},?\\s(?:19|20)\\d\\d\\b|day\\s\\d|(?:the\\s)?(?:next|following|previous)\\s(?:day|morning|evening|night|week|${WEEKDAY})|yesterday|tomorrow)`,
  "iu",
);
/** What makes a heading one that may date the rows below it. */
const DATE_IN_HEADING = new RegExp(
  `^\\W*\\d{1,2}[-/.]\\d{1,2}(?!\\d)|\\b(?:19|20)\\d\\d\\b|\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}|(?<!\\p{L})(?:${WEEKDAY}|${MONTH})(?!\\p{L})|\\bday\\s?\\d|\\b(?:next|following|previous)\\s(?:day|morning|evening|night|week)|\\byesterday|\\btoday|\\btomorrow`,
  "iu",
);
const CLOCK_AT_START =
  /^(?:\d{1,2}(?::\d\d|h\d\d|\.\d\d\s?(?:am|pm|uhr)|\s?[ap]\.?m\b)|\d{3,4}\s?(?:hrs|utc|z\b)|T[+-]\d|[\d?x]{1,2}:[\d?x]{2})/i;

/** Whether the time of a row is the row's own: at its start, or all that its end says. */
export function isTimed(row: Row, read: ReadTime): boolean {
  if (read.text === "") return false;
  const before = lead(row.when, read);
  const after = rest(row.when, read);
  if (row.kind === "heading") return before === "" && read.clock !== null;
  if (row.event !== undefined) return before === "" && after.length <= MAX_REST_OF_CELL;
  if (before !== "")
    return after === "" && (isLabel(row, read, before) || (before.length > MAX_LABEL_LENGTH && isWhole(read)));
  return (
    row.kind === "row" ||
    read.clock !== null ||
    read.at === null ||
    /^[\s*_`]{0,9}[-–—:|]/.test(row.when.slice(read.to))
  );
}

/** Whether a text before a time is a label, and the time not one of several or a length. */
function isLabel(row: Row, read: ReadTime, before: string): boolean {
  if (row.kind !== "row" || before.length > MAX_LABEL_LENGTH || LENGTHS.test(before) || BROKEN_DATE.test(before))
    return false;
  return read.clock !== null || !VALUE.test(before);
}

/** Whether a time is written with its day, clock and zone, as status pages put it behind their texts. */
function isWhole(read: ReadTime): boolean {
  return (
    read.dated && read.clock !== null && read.text.length >= 15 && /[A-Z]{2,4}\)?$|[+-]\d\d:?\d\d$|Z$/.test(read.text)
  );
}

/** Whether a line starts with a clock time, whichever it is. */
export function startsWithTime(line: string): boolean {
  const read = readTime(line, { day: "2000-01-01", zone: "UTC" });
  return read.clock !== null && lead(line, read) === "";
}

/** Whether a line starts with a clock time and its own day, so that nothing around it dates it. */
export function startsWithDatedTime(line: string): boolean {
  const read = readTime(line, { day: null, zone: "UTC" });
  return read.clock !== null && read.dated && read.at !== null && lead(line, read) === "";
}

/** Whether a line starts with something like a date, readable or not. */
export function startsWithDate(line: string): boolean {
  return DATE_AT_START.test(line.replace(MARKS_BEFORE, ""));
}

/** Whether a row that was not read may date the rows below it all the same. */
export function looksDated(row: Row): boolean {
  if (row.kind === "heading") return DATE_IN_HEADING.test(row.source);
  return startsWithDate(row.when);
}

/** Whether a row looks like one with a time, whether or not it can be read. */
export function looksTimed(row: Row): boolean {
  const start = row.when.replace(MARKS_BEFORE, "");
  return CLOCK_AT_START.test(start) || (row.kind !== "heading" && DATE_AT_START.test(start));
}

/** The text of a row beside its time: the label before it, or what follows. */
export function textBeside(row: Row, read: ReadTime): string {
  if (row.event !== undefined) return row.event;
  const label = lead(row.when, read).replace(/(?:[\s*_`([{<"':–—-]|\bat$|\bon$)+$/, "");
  return [label, rest(row.when, read)].filter((part) => part !== "").join(" ");
}

/** The text before the time, apart from marks and words such as "at". */
export function lead(text: string, read: ReadTime): string {
  return text.slice(0, read.from).replace(MARKS_BEFORE, "");
}

/** The text behind the time, apart from marks. */
function rest(text: string, read: ReadTime): string {
  const after = text
    .slice(read.to)
    .replace(/^[\s*_`\])}>"'.:,;|–—-]+/, "")
    .trimEnd();
  return after.replace(/^\([A-Z]{2,4}\)$/, "");
}
