import type { Table } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { readTime } from "../../../parse/times/read-time.js";
import { statedZone, zoneNamed } from "../../../parse/times/zones.js";
import { flat, type Row } from "./row.js";

const TIME =
  /^(?:when|time ?stamps?|date ?[/&+]? ?(?:and )?time|date-?time|ts|at|clock|times?|start(?:ed)?(?: time)?|occurred(?: at)?|hour)\b/i;
const DATE = /^dates?\b(?!.*time)/i;
const DAY = /^day\b/i;
const WEEKDAY = /^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?$/i;
const YEAR = /\b(?:19|20)\d\d\b/;
const EVENT =
  /\b(?:events?|descriptions?|what|happen\w*|summary|details?|activit\w*|actions?|updates?|messages?|notes?|comments?)\b/i;

/** The rows of a table that has a column of times; of another, none that has a time. */
export function tableRows(table: Table): Omit<Row, "group">[] {
  const cells = table.children.map((row) => row.children.map((cell) => flat(textOf(cell))));
  const [header = [], ...body] = cells;
  const columns = columnsOf(header, body);
  const zone = statedZone(header[columns.time] ?? "") ?? zoneNamed(header[columns.time] ?? "");
  const suffix = zone ? ` ${zone.name}` : "";
  let date = "";
  const all = columns.headless ? cells : body;
  return all.flatMap((row): Omit<Row, "group">[] => {
    const source = row.filter((cell) => cell !== "").join(" | ");
    if (source === "") return [];
    if (columns.date !== undefined) date = dateOf(row[columns.date], header[columns.date]) || date;
    const time = row[columns.time] ?? "";
    const read = readTime(time, { day: null, zone: null });
    const when = [
      columns.date === undefined ? "" : date,
      time,
      read.clock !== null && read.zone === null ? suffix.trim() : "",
    ];
    return [
      { when: when.filter((part) => part !== "").join(" "), event: eventOf(row, header, columns), source, kind: "row" },
    ];
  });
}

interface Columns {
  time: number;
  date: number | undefined;
  event: number | undefined;
  headless: boolean;
}

function columnsOf(header: readonly string[], body: readonly string[][]): Columns {
  const share = (column: number) => body.filter((row) => hasTime(row[column])).length / Math.max(body.length, 1);
  const named = header.findIndex((title) => TIME.test(title) || zoneNamed(title) !== undefined);
  const dates = header.findIndex((title) => DATE.test(title));
  const dated = dates >= 0 ? dates : header.findIndex((title) => DAY.test(title));
  const found = header.findIndex((_, column) => share(column) >= 0.5);
  const time = named >= 0 ? named : found >= 0 ? found : Math.max(dated, 0);
  const event = header.findIndex((title, column) => column !== time && column !== dated && EVENT.test(title));
  const others = header.map((_, column) => column).filter((column) => column !== time && column !== dated);
  return {
    time,
    date: dated >= 0 && dated !== time ? dated : undefined,
    event: event >= 0 ? event : others[0],
    headless: hasTime(header[time]),
  };
}

function hasTime(cell = ""): boolean {
  const read = readTime(cell, { day: "2000-01-01", zone: "UTC" });
  return read.text !== "" && read.from < 12;
}

/** A cell of a column of dates, with the year that the header gives for all of them. */
function dateOf(cell = "", title = ""): string {
  const year = YEAR.exec(title)?.[0];
  return cell !== "" && year !== undefined && !YEAR.test(cell) ? `${cell}, ${year}` : cell;
}

/** The cell that tells the event, then what the other columns say, each with its title. */
function eventOf(row: readonly string[], header: readonly string[], columns: Columns): string {
  const main = columns.event === undefined ? "" : (row[columns.event] ?? "");
  const rest = row.flatMap((cell, column) => {
    const isKnown = column === columns.time || column === columns.date || column === columns.event;
    if (isKnown || cell === "" || /^[-–—]+$/.test(cell) || WEEKDAY.test(cell)) return [];
    return [header[column] ? `${header[column]}: ${cell}` : cell];
  });
  return rest.length === 0 ? main : `${main} (${rest.join("; ")})`.trim();
}
