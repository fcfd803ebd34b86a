import { resolve } from "node:path";
import type { LeftOut } from "../pipeline/recall.js";
import type { Reported } from "../pipeline/report.js";
import type { Checked } from "../pipeline.js";
import { visible } from "../util/characters.js";
import { plural } from "../util/plural.js";
import { shown } from "./context.js";

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
