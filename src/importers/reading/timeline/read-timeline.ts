import type { RootContent } from "mdast";
import type { Mark } from "../../../model/marks.js";
import { ordersIn } from "../../../parse/times/date-order.js";
import { type ReadTime, readTime } from "../../../parse/times/read-time.js";
import { statedZone } from "../../../parse/times/zones.js";
import type { ImportedEvent } from "../../importer.js";
import { carryDays } from "./carry-days.js";
import { markSaid, settleMarks } from "./marks-said.js";
import type { Row } from "./row.js";
import { isTimed, saidBeside, type TimedRow } from "./row-times.js";
import { rowsOf } from "./rows.js";

export interface TimelineRead {
  events: ImportedEvent[];
  /** The zone that the document states for all of its times, or that of the context. */
  zone: string | null;
  /** Rows and lines without a time, for the body. */
  unread: string[];
}

/**
 * Reads the timeline of a document: give it the nodes of the section with its heading, as that may say the zone or the day.
 * A row is one whose time stands at its start or its end; a time within a sentence may be that of something else. A heading or a
 * line that is a time and nothing else has its event in the line below.
 * Times that lose something (no zone, a range instead of a clock) keep their wording in `event`.
 * @param context.day the day of the incident, `YYYY-MM-DD`, where it is known
 * @param context.zone the zone of clocks that name none, where the document states one elsewhere
 */
export function readTimeline(
  nodes: readonly RootContent[],
  context: { day: string | null; zone: string | null },
): TimelineRead {
  const all = rowsOf(nodes);
  const log = all.filter((row) => row.kind === "code");
  const rows = all.length > log.length && all.some(isAnyTime) ? all.filter((row) => row.kind !== "code") : all;
  const stated = rows.filter((row) => row.kind !== "row").flatMap((row) => statedZone(row.source) ?? []);
  const [first] = stated;
  const isOne = stated.every((zone) => zone.readings.join() === first?.readings.join());
  const zone = first && isOne ? first.name : context.zone;
  const known = { zone, place: context.zone ?? zone, orders: ordersIn(rows.map((row) => row.when)) };
  const unread: string[] = rows.length < all.length ? log.map((row) => row.source) : [];
  const timed: TimedRow[] = [];
  let heading: string | null | undefined;
  let near = context.day;
  let open: TimedRow | undefined;
  for (const row of rows) {
    // Only where the time stands counts here: which instant it is, is read once the days are known.
    const read = readTime(row.when, { day: near, zone: null, orders: known.orders });
    if (isDayLine(row, read)) {
      heading = read.day;
      near = read.day ?? near;
      open = undefined;
    } else if (isTimed(row, read)) {
      const next: TimedRow = { row, read, heading, near };
      timed.push(next);
      near = read.day ?? near;
      open = saidBeside(row, read) === "" ? next : undefined;
    } else if (row.kind === "heading") open = undefined;
    else if (open) {
      open.row = { ...open.row, event: row.source, source: `${open.row.source} ${row.source}` };
      open = undefined;
    } else if (!isTitle(row)) unread.push(row.source);
  }
  const told = timed.filter(({ row, read }) => saidBeside(row, read) !== "");
  unread.push(...timed.filter((row) => !told.includes(row)).map(({ row }) => row.source));
  const carried = carryDays(told, context.day, known);
  const marks = settleMarks(
    carried.map(({ row, read }) => ({
      said: markSaid(saidBeside(row, read)),
      time: JSON.stringify([read.at, read.clock]),
    })),
  );
  return { events: carried.map((timed, index) => eventOf(timed, marks[index])), zone, unread };
}

function isAnyTime(row: Row): boolean {
  return row.kind !== "code" && isTimed(row, readTime(row.when, { day: "2000-01-01", zone: "UTC" }));
}

/** Whether a heading names a day, or a line is one and nothing else. */
function isDayLine(row: Row, read: ReadTime): boolean {
  if (row.kind === "row" || !read.dated || read.clock !== null) return false;
  if (row.kind === "heading") return true;
  return saidBeside(row, read) === "" || (isShort(row) && statedZone(row.source) !== undefined);
}

/** Whether a line only says the zone. */
function isTitle(row: Row): boolean {
  return row.kind === "line" && isShort(row) && statedZone(row.source) !== undefined;
}

function isShort(row: Row): boolean {
  return row.source.length <= 80;
}

function eventOf({ row, read }: TimedRow, mark: Mark | undefined): ImportedEvent {
  const said = saidBeside(row, read);
  const isLess = read.why !== null || (read.clock === null && typeof read.at !== "string");
  const isWide = isLess || read.at === null || (read.clock === null && !/^\d{4}-\d\d-\d\d$/.test(read.text));
  const event = isWide && read.text !== said ? `${read.text}: ${said}`.replace(/: $/, "") : said;
  return {
    at: read.at,
    event,
    ...(mark ? { mark } : {}),
    ...(read.approximate ? { approximate: true as const } : {}),
    ...(read.why === null ? {} : { why: read.why }),
    source: row.source,
  };
}
