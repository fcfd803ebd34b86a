import { type ReadTime, readTime } from "../../../parse/times/read-time.js";
import type { Row } from "./row.js";

/** A row and its time, before days are carried. */
export interface TimedRow {
  row: Row;
  read: ReadTime;
  /** The day of the heading or line above it: null where that day is unclear, undefined where there is none. */
  heading: string | null | undefined;
  /** The day that dates without a year were read near. */
  near: string | null;
}

/** A date that cannot be read, right before a clock: the clock is not of the day that the row before is of. */
const BROKEN_DATE = /\d[-/.]\d{1,2}[-/.]\d{1,4}\W{0,3}$/;
const LENGTHS = /\b(?:time to|duration|lasted|hours|took|for)\b/i;

/** Whether the time of a row is the row's own: at its start, or all that its end says. */
export function isTimed(row: Row, read: ReadTime): boolean {
  if (read.text === "") return false;
  const before = lead(row.when, read);
  const after = rest(row.when, read);
  if (row.kind === "heading") return before === "" && read.clock !== null;
  if (row.event !== undefined) return before === "" && after.length <= 12;
  if (before !== "") return after === "" && (isLabel(row, before) || (before.length > 60 && isWhole(read)));
  return (
    row.kind === "row" ||
    read.clock !== null ||
    read.at === null ||
    /^[\s*_`]{0,9}[-–—:|]/.test(row.when.slice(read.to))
  );
}

/** Whether what stands before a time is a label, and the time not one of several or a length. */
function isLabel(row: Row, before: string): boolean {
  return row.kind === "row" && before.length <= 60 && !LENGTHS.test(before) && !BROKEN_DATE.test(before);
}

/** Whether a time is written with its day, clock and zone, as status pages put it behind what they say. */
function isWhole(read: ReadTime): boolean {
  return (
    read.dated && read.clock !== null && read.text.length >= 15 && /[A-Z]{2,4}\)?$|[+-]\d\d:?\d\d$|Z$/.test(read.text)
  );
}

/** Whether a line starts with a time, whichever it is. */
export function startsWithTime(line: string): boolean {
  const read = readTime(line, { day: "2000-01-01", zone: "UTC" });
  return read.clock !== null && lead(line, read) === "";
}

/** What a row says beside its time: the label before it, or what follows. */
export function saidBeside(row: Row, read: ReadTime): string {
  if (row.event !== undefined) return row.event;
  const label = lead(row.when, read).replace(/(?:[\s*_`([{<"':–—-]|\bat$|\bon$)+$/, "");
  return [label, rest(row.when, read)].filter((part) => part !== "").join(" ");
}

/** What stands before the time, apart from marks and words such as "at". */
function lead(text: string, read: ReadTime): string {
  const marks = /^(?:[\s*_`[({<"'~>#•·|–—-]|(?:at|on|by|from|around|about|circa)\b|(?:step )?\d{1,2}[.)]\s)*/i;
  return text.slice(0, read.from).replace(marks, "");
}

/** What stands behind the time, apart from marks. */
function rest(text: string, read: ReadTime): string {
  const after = text
    .slice(read.to)
    .replace(/^[\s*_`\])}>"'.:,;|–—-]+/, "")
    .trimEnd();
  return after.replace(/^\([A-Z]{2,4}\)$/, "");
}
