import { relative, sep } from "node:path";
import { Option } from "commander";
import { EnvironmentFault, faultsOf, systemFault } from "../model/environment-fault.js";
import { parseMoment, precisionOf } from "../model/values/time.js";
import { findCollection } from "../read/find-collection.js";
import type { Report } from "../reporters/report.js";
import { visible } from "../util/characters.js";

/** The options that every command takes. */
export interface GlobalOptions {
  root?: string;
  color?: boolean;
}

/** The collection that a command works on: an absolute path. */
export function collectionRoot(options: GlobalOptions): string {
  return findCollection(process.cwd(), options.root);
}

/** Today in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** The option `--date` of the commands that look at a collection as it is on a day. */
export function nowOption(): Option {
  return new Option("--date <date>", "the day that counts as today: YYYY-MM-DD, or today (in UTC)").argParser(
    (value) => (value === "today" ? today() : dateOption(value)),
  );
}

/** Reads the value of an option that is a day. */
export function dateOption(value: string, option = "--date"): string {
  if (precisionOf(value) !== "day" || parseMoment(value) === undefined)
    throw new EnvironmentFault(`${option} ${value}: expected a day such as 2026-03-14`);
  return value;
}

/** Reads the value of `--base-url`: an address without query and fragment, with a slash at its end. */
export function baseUrlOption(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : null;
  const isWeb = url?.protocol === "https:" || url?.protocol === "http:";
  if (url === null || !isWeb || /[?#\s]/.test(value) || url.username !== "" || url.password !== "")
    throw new EnvironmentFault(`--base-url ${value}: expected an address such as https://learning.example.org/`);
  return url.href.replace(/\/*$/, "/");
}

/** Whether to colour a stream: as --color says; by default on a terminal, unless NO_COLOR is set. */
export function colourFor(stream: NodeJS.WriteStream, options: GlobalOptions): boolean {
  if (options.color !== undefined) return options.color;
  return !process.env.NO_COLOR && stream.isTTY === true;
}

/** What a stream can show: colour, and lines of which width. */
export function terminalOf(stream: NodeJS.WriteStream, options: GlobalOptions): Terminal {
  return { colour: colourFor(stream, options), columns: stream.columns };
}

export type Terminal = Pick<Report, "colour" | "columns">;

/** A path relative to the working directory, with `/`. */
export function shown(path: string): string {
  return relative(process.cwd(), path).split(sep).join("/") || ".";
}

/** One line for each error, for the terminal. The text may quote content, so control characters are escaped. */
export function faultLine(error: unknown): string {
  const isKnown = error instanceof EnvironmentFault || systemFault(error) !== null;
  const advice = isKnown ? "" : ". This looks like a bug in inquest; run again with --debug for the stack trace";
  return faultMessages(error)
    .map((message) => `inquest: ${visible(message)}${advice}\n`)
    .join("");
}

/** What an error says: each of its faults. */
export function faultMessages(error: unknown): readonly string[] {
  if (error instanceof EnvironmentFault) return faultsOf(error);
  return [systemFault(error) ?? (error instanceof Error ? error.message : String(error))];
}
