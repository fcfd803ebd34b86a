import type { RootContent } from "mdast";
import type { Mark } from "../../../model/marks.js";
import { type DateOrders, ordersIn } from "../../../parse/times/date-order.js";
import { type ReadTime, readTime } from "../../../parse/times/read-time.js";
import { sameZone, statedZone, type Zone, zoneNamed } from "../../../parse/times/zones.js";
import { groupBy } from "../../../util/group-by.js";
import type { ImportedEvent } from "../../importer.js";
import { carryDays } from "./carry-days.js";
import { dayForAll } from "./day-for-all.js";
import { markInText, settleMarks } from "./mark-in-text.js";
import type { Row } from "./row.js";
import { type DayLine, isTimed, lead, looksDated, looksTimed, type TimedRow, textBeside } from "./row-times.js";
import { hasDottedClocks, rowsOf } from "./rows.js";

export interface TimelineRead {
  events: ImportedEvent[];
  /** The zone that the document states for all of its times, or that of the context. */
  zone: string | null;
  /** Rows and lines without a time, for the body. */
  unread: string[];
  /** How many rows look timed, read or not. */
  seen: number;
}

/** What is known of a timeline from elsewhere. */
export interface TimelineContext {
  /** The day of the incident, `YYYY-MM-DD`, which rows without a date have. */
  day: string | null;
  /** A day such as that of publication, which tells only the year of dates without one. */
  yearNear?: string | null;
  /** The zone of clocks that name none, as the team says it; it also settles what `CST` means. */
  zone: string | null;
  /** The zone that the document states for all of its times outside of the timeline. */
  statedZone?: Zone | null;
  /** The day that the document states for all events outside of the timeline. */
  dayForAll?: string | null;
  /** In which order the document writes day and month in numbers; those of the rows where undefined. */
  orders?: DateOrders;
}

/** In characters: a longer line that names a day or a zone says more than that. */
const MAX_SHORT_LINE = 80;
/** What may stand before the date of a heading that dates the rows below it. */
const BEFORE_DAY =
  /^(?:(?:day|phase|part)\s?\d+|timeline|events?|log|chronology|incident|outage|on|of|for|am|den|vom|le|du|el|il|del|em|dia|día|op|\W)*$/i;

/**
 * Reads the timeline of a document: give it the nodes of the section with its heading, which may name the zone or the day.
 * A row has its time at its start or its end; a time within a sentence may be that of something else. A heading or a line that is
 * nothing but a time has its event in the line below.
 * Times that lose something (no zone, a range instead of a clock) keep their wording in `event`. Rows stay in the order of the source.
 */
export function readTimeline(nodes: readonly RootContent[], context: TimelineContext): TimelineRead {
  const all = rowsOf(nodes, nodes[0]?.type === "heading" && hasDottedClocks(nodes));
  const log = all.filter((row) => row.kind === "code");
  const rows = all.length > log.length && all.some(isAnyTime) ? all.filter((row) => row.kind !== "code") : all;
  const orders = context.orders ?? ordersIn(rows.map((row) => row.when));
  const notes = rows.filter((row) => row.kind !== "row");
  const stated = agreedZone(notes.flatMap((row) => statedZone(row.source) ?? [])) ?? context.statedZone ?? null;
  const fixed = notes.flatMap((row) => dayForAll(row.source, orders) ?? [])[0] ?? context.dayForAll ?? null;
  const unread: string[] = rows.length < all.length ? log.map((row) => row.source) : [];
  const timed: TimedRow[] = [];
  let seen = 0;
  let dayLine: DayLine | undefined;
  let near = context.day ?? context.yearNear ?? null;
  let open: TimedRow | undefined;
  /** Whether rows without a time are of the day of the line above them: it is a date alone, and no clock came since. */
  let isOfDay = false;
  /** A day above its text, `### 2019-02-13`, until something else than a line of text comes. */
  let alone: Row | undefined;
  for (const row of rows) {
    // Only the place of the time counts here: its instant is read once the days are known.
    const read = readTime(row.when, { day: near, zone: null, orders });
    if (isTimed(row, read) || looksTimed(row)) seen++;
    if (row.kind !== "row" && dayForAll(row.source, orders) !== null) continue;
    if (isDayLine(row, read)) {
      if (isTimed(row, read) || looksTimed(row)) seen--;
      dayLine = { day: dayOfLine(row, read), source: row.source };
      near = dayLine.day ?? near;
      open = undefined;
      isOfDay = dayLine.day !== null && textBeside(row, read) === "";
      alone = isOfDay && row.kind === "heading" ? row : undefined;
    } else if (isTimed(row, read)) {
      if (read.clock !== null) isOfDay = false;
      alone = undefined;
      const next: TimedRow = { row, read, dayLine, near, zone: null };
      timed.push(next);
      near = read.day ?? near;
      open = textBeside(row, read) === "" ? next : undefined;
    } else if (open && row.kind !== "heading") {
      open.row = { ...open.row, event: row.source, source: `${open.row.source} ${row.source}` };
      open = undefined;
    } else if (dayLine?.day && isUntimed(row) && (row.kind === "row" ? isOfDay : alone && row.kind === "line")) {
      // The same heading has one text; a list below a day has as many events as items.
      alone = undefined;
      const onDay = { ...row, when: dayLine.day, event: row.source, kind: "row" as const };
      timed.push({ row: onDay, read: readTime(onDay.when, { day: near, zone: null }), dayLine, near, zone: null });
      seen++;
    } else {
      open = undefined;
      alone = undefined;
      if (looksDated(row) && !isNote(row)) dayLine = { day: null, source: row.source };
      if (row.kind !== "heading" && !isNote(row)) unread.push(row.source);
    }
  }
  const withText = timed.filter(({ row, read }) => textBeside(row, read) !== "");
  unread.push(...timed.filter((row) => !withText.includes(row)).map(({ row }) => row.source));
  const zone = stated ?? zoneNamed(context.zone) ?? null;
  const carried = carryDays(stated ? withText : withInheritedZones(withText), context.day, {
    zone,
    place: context.zone ?? stated?.name ?? null,
    orders,
    dayForAll: fixed,
  });
  const marks = settleMarks(
    carried.map(({ row, read }) => ({
      stated: markInText(textBeside(row, read)),
      time: JSON.stringify([read.at, read.clock]),
    })),
  );
  return {
    events: carried.map((one, index) => eventOf(one, marks[index])),
    zone: zone?.name ?? null,
    unread,
    seen,
  };
}

function isAnyTime(row: Row): boolean {
  return row.kind !== "code" && isTimed(row, readTime(row.when, { day: "2000-01-01", zone: "UTC" }));
}

/** The one zone that all of some statements name. */
function agreedZone(zones: readonly Zone[]): Zone | undefined {
  const [first] = zones;
  return first && zones.every((zone) => sameZone(zone, first)) ? first : undefined;
}

/** Rows behind one that names its zone have that zone, where all of their list that name one name the same. */
function withInheritedZones(rows: readonly TimedRow[]): TimedRow[] {
  const groups = groupBy(rows, ({ row }) => row.group);
  return rows.map((timed): TimedRow => {
    const group = groups.get(timed.row.group) ?? [];
    const named = group.filter(({ read }) => read.zone !== null);
    const zone = agreedZone(named.flatMap(({ read }) => read.zone ?? []));
    const isBehind = named[0] !== undefined && group.indexOf(named[0]) < group.indexOf(timed);
    return zone && isBehind && timed.read.zone === null ? { ...timed, zone } : timed;
  });
}

/** Whether a row only dates those below it: a heading with a day, or a line or row that is a day and nothing else. */
function isDayLine(row: Row, read: ReadTime): boolean {
  if (!read.dated || read.clock !== null || hasClock(read)) return false;
  if (row.kind === "heading") return true;
  return textBeside(row, read) === "" || (row.kind === "line" && isShort(row) && statedZone(row.source) !== undefined);
}

function hasClock({ text }: ReadTime): boolean {
  return /\d:\d\d|\d\s?[ap]\.?m\b/i.test(text);
}

/** The single day that a line gives; a heading such as "Rollback of the release of 2022-10-20" may be about another one. */
function dayOfLine(row: Row, read: ReadTime): string | null {
  if (typeof read.at !== "string" || read.at.length !== 10) return null;
  const before = lead(row.when, read).replace(/\([^()]{0,60}\)/g, "");
  return row.kind !== "heading" || BEFORE_DAY.test(before) ? read.at : null;
}

/** Whether a row has nothing like a time where it begins, and no statement that holds for all. */
function isUntimed(row: Row): boolean {
  return !looksTimed(row) && !looksDated(row) && !isNote(row);
}

/** Whether a line only names the zone. */
function isNote(row: Row): boolean {
  return row.kind === "line" && isShort(row) && statedZone(row.source) !== undefined;
}

function isShort(row: Row): boolean {
  return row.source.length <= MAX_SHORT_LINE;
}

function eventOf({ row, read }: TimedRow, mark: Mark | undefined): ImportedEvent {
  const text = textBeside(row, read);
  const isLess = read.why !== null || (read.clock === null && typeof read.at !== "string");
  const isWide = isLess || read.at === null || (read.clock === null && !/^\d{4}-\d\d-\d\d$/.test(read.text));
  const event = isWide && read.text !== text ? `${read.text}: ${text}`.replace(/: $/, "") : text;
  return {
    at: read.at,
    event,
    ...(mark ? { mark } : {}),
    ...(read.approximate ? { approximate: true as const } : {}),
    ...(read.why === null ? {} : { why: read.why }),
    source: row.source,
  };
}
