import { existsSync, realpathSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { Option } from "commander";
import { isZone } from "../edit/new/typed-time.js";
import { EnvironmentFault, faultsOf, reasonOf, systemFault } from "../model/environment-fault.js";
import { isOwnPath } from "../model/generated-folders.js";
import { parseMoment, precisionOf } from "../model/values/time.js";
import type { LeftOut } from "../pipeline/recall.js";
import type { Reported } from "../pipeline/report.js";
import { type Checked, check, hasNativeParser } from "../pipeline.js";
import { findCollection } from "../read/find-collection.js";
import { packageVersion } from "../read/package-info.js";
import { readRuleDoc } from "../read/read-rule-doc.js";
import type { Report } from "../reporters/report.js";
import { visible } from "../util/characters.js";
import { plural } from "../util/plural.js";
import { shellWord } from "../util/shell-word.js";
import { rules } from "../validate/rules/index.js";
import { withProgress } from "./progress.js";

/** The options that every command takes. */
export interface GlobalOptions {
  root?: string;
  color?: boolean;
}

/** The collection that a command works on: an absolute path. */
export function collectionRoot(options: GlobalOptions): string {
  return findCollection(process.cwd(), options.root);
}

/** How to call the program for a collection from here: with `--root` where it is not the one found by default. */
export function callFor(root: string): string {
  try {
    if (findCollection(process.cwd()) === root) return "inquest";
  } catch {
    // No collection is found by default, or several.
  }
  return `inquest --root ${shellWord(shown(root))}`;
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

/** Reads the value of `--zone`: an IANA name or an offset. */
export function zoneOption(value: string): string {
  if (!isZone(value))
    throw new EnvironmentFault(
      `Unknown zone ${JSON.stringify(value)}: write an IANA name such as Europe/Berlin, or an offset such as +02:00`,
    );
  return value;
}

/** Reads the value of an option that is a day. */
export function dateOption(value: string, option = "--date"): string {
  if (precisionOf(value) !== "day" || parseMoment(value) === undefined)
    throw new EnvironmentFault(`${option} ${value}: expected a day such as 2026-03-14`);
  return value;
}

/** Checks a collection as of today, for commands that need its content and not its diagnostics. */
export function checkToday(root: string): Promise<Checked> {
  return withProgress((progress) => check(root, { now: null, today: today(), progress }));
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

type Terminal = Pick<Report, "colour" | "columns">;

/** A path relative to the working directory, with `/`. */
export function shown(path: string): string {
  return relative(process.cwd(), path).split(sep).join("/") || ".";
}

/** What a reporter needs of a check. */
type Reportable = Pick<Checked, "diagnostics" | "sources" | "files" | "suppressed" | "baselined">;

/**
 * The input of a reporter.
 * @param terminal what it is printed on
 * @param base the folder that paths are relative to
 */
export function reportOf(root: string, checked: Reportable, terminal: Terminal, base: string = process.cwd()): Report {
  const relativePath = (file: string) => relative(base, resolve(root, file)).split(sep).join("/");
  const pathsByFile = new Map([...checked.sources.keys()].map((path) => [path, relativePath(path)]));
  const sources = new Map([...checked.sources].map(([path, source]) => [pathsByFile.get(path) ?? path, source]));
  const diagnostics = checked.diagnostics.map((d) => ({
    ...d,
    file: pathsByFile.get(d.file) ?? relativePath(d.file),
    ...(d.related
      ? { related: d.related.map((r) => ({ ...r, file: pathsByFile.get(r.file) ?? relativePath(r.file) })) }
      : {}),
  }));
  return {
    diagnostics,
    paths: [...pathsByFile.values()],
    files: checked.files,
    suppressed: checked.suppressed.length,
    baselined: checked.baselined.length,
    source: (file) => sources.get(file),
    ...terminal,
    version: packageVersion(),
    rule: (id) => ({ doc: readRuleDoc(id), severity: rules.find((rule) => rule.id === id)?.severity ?? "error" }),
  };
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

/** Prints which files could not be read. @returns whether there are any */
export function reportUnreadable(root: string, checked: Pick<Checked, "unreadable">): boolean {
  for (const { path, reason } of checked.unreadable)
    process.stderr.write(`inquest: cannot read ${shown(resolve(root, path))}: ${reason}\n`);
  return checked.unreadable.length > 0;
}

/** Says what a command left out that reads a collection without checking it. It changes no exit code. */
export function reportNotRead(root: string, { unreadable, unparsed, settingsFault }: Omit<LeftOut, "notes">): void {
  reportUnreadable(root, { unreadable });
  reportUnparsed(root, unparsed);
  if (settingsFault === null) return;
  const { path, line, column, message } = settingsFault;
  process.stderr.write(
    `inquest: ${visible(`${shown(resolve(root, path))}:${line}:${column}: ${message}`)}; the default holds, and inquest check says more\n`,
  );
}

/** Says which files a command left out because their YAML could not be parsed. */
export function reportUnparsed(root: string, paths: readonly string[]): void {
  for (const path of paths)
    process.stderr.write(
      `inquest: ${visible(shown(resolve(root, path)))} was left out: inquest check says what is wrong\n`,
    );
}

/** The bundle of the action and the hook, which is the only file that ends so, comes without the native parser. */
const isActionBundle = import.meta.url.endsWith(".mjs");

/** Says once what git could not tell, and that the fast parser is missing. It changes no exit code. */
export function reportNotes({ gitNote }: Pick<Checked, "gitNote">): void {
  if (gitNote !== null) process.stderr.write(`inquest: note: ${visible(gitNote)}\n`);
  if (!hasNativeParser && !isActionBundle)
    process.stderr.write(
      "inquest: note: the native Markdown parser does not run here, so this takes about twice as long; inquest doctor says how to get it\n",
    );
}

/** Says what of other repositories was left out. It changes no exit code: their own checks are the place to mend it. */
export function reportSourceNotes(notes: readonly string[]): void {
  for (const note of notes) process.stderr.write(`inquest: note: ${visible(note)}\n`);
}

/** Says that a command left out what is not valid. */
export function reportLeftOut(
  root: string,
  { checked: { diagnostics }, dropped, leftOut }: Pick<Reported, "checked" | "dropped" | "leftOut">,
): void {
  for (const [path, reason] of leftOut)
    process.stderr.write(`inquest: ${visible(shown(resolve(root, path)))} was left out: ${visible(reason)}\n`);
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  if (errors === 0) return;
  const dangling =
    dropped === 0 ? "" : `, and ${dropped} ${dropped === 1 ? "reference that leads" : "references that lead"} nowhere`;
  process.stderr.write(
    `inquest: the content has ${plural(errors, "error")}: what is not valid is left out${dangling}; inquest check lists them\n`,
  );
}

/** Endings of what authors write. A result has another. */
const SOURCE_ENDING = /\.(?:md|ya?ml)$/i;

/**
 * Writes a result to a file that an option names.
 * @throws EnvironmentFault where it cannot be written, or would replace content of the collection
 */
export function writeOutput(root: string, option: string, file: string, text: string): void {
  if (isContent(root, file))
    throw new EnvironmentFault(
      `${option} ${file} would write into the content of the collection: name another file, such as ${option} diagnostics.json`,
    );
  try {
    writeFileSync(file, text);
  } catch (error) {
    const isGone = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new EnvironmentFault(
      `Cannot write ${file}: ${isGone ? "there is no such folder; create it first" : reasonOf(error)}`,
    );
  }
}

/** Whether a path, also over links, is that of a file which authors write in a collection, or lies in a folder for them. */
export function isContent(root: string, file: string): boolean {
  const path = relative(realPath(root), realPath(resolve(file)))
    .split(sep)
    .join("/");
  if (path.startsWith("../") || path === ".." || resolve(path) === path) return false;
  return isOwnPath(path) || (SOURCE_ENDING.test(path) && existsSync(file));
}

/** The real path of a file that need not exist yet. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return dirname(path) === path ? path : join(realPath(dirname(path)), basename(path));
  }
}
