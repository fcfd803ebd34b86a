import { writeFileSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import type { Diagnostic } from "../model/diagnostic.js";
import { EnvironmentFault } from "../model/environment-fault.js";
import { parseMoment, precisionOf } from "../model/time.js";
import type { Checked } from "../pipeline.js";
import { findCollection } from "../read/find-collection.js";
import type { Report } from "../reporters/report.js";

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

/** Reads the value of `--date`. */
export function dateOption(value: string): string {
  if (precisionOf(value) !== "day" || parseMoment(value) === undefined)
    throw new EnvironmentFault(`--date ${value}: expected a day such as 2026-03-14`);
  return value;
}

/** Whether to colour what goes to a stream: as asked, else on a terminal and without NO_COLOR. */
export function colourFor(stream: NodeJS.WriteStream, options: GlobalOptions): boolean {
  if (options.color !== undefined) return options.color;
  return !process.env.NO_COLOR && stream.isTTY === true;
}

/** A path as the user sees it: relative to the working folder, with `/`. */
export function shown(path: string): string {
  return relative(process.cwd(), path).split(sep).join("/") || ".";
}

/** What a reporter needs, with files relative to the working folder. */
export function reportOf(root: string, checked: Checked, diagnostics: readonly Diagnostic[], colour: boolean): Report {
  const toShown = new Map([...checked.sources].map(([path]) => [path, shown(resolve(root, path))]));
  const sources = new Map([...checked.sources].map(([path, source]) => [toShown.get(path) ?? path, source]));
  const moved = diagnostics.map((d) => ({
    ...d,
    file: toShown.get(d.file) ?? d.file,
    ...(d.related ? { related: d.related.map((r) => ({ ...r, file: toShown.get(r.file) ?? r.file })) } : {}),
  }));
  return {
    diagnostics: moved,
    files: checked.files,
    suppressed: checked.suppressed.length,
    baselined: checked.baselined.length,
    source: (file) => sources.get(file),
    colour,
  };
}

/** Tells of files that could not be read; true if there are any. */
export function reportUnreadable(root: string, checked: Checked): boolean {
  for (const { path, reason } of checked.unreadable)
    process.stderr.write(`inquest: cannot read ${shown(resolve(root, path))}: ${reason}\n`);
  return checked.unreadable.length > 0;
}

/** Writes a result to the file that the user named for it. */
export function writeOutput(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new EnvironmentFault(`Cannot write ${file}: ${(error as NodeJS.ErrnoException).code}`);
  }
}
