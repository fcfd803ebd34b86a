import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import { EnvironmentFault } from "../model/environment-fault.js";
import type { OutputFile } from "../model/page.js";

/** Says that a folder is a site of ours and may be replaced. */
const MARKER = ".inquest-site";

/**
 * Writes a site whole or not at all: into a folder beside its place, then swapped in by renames. A run that was killed
 * between the two renames has left the old site beside its place; that is put back first.
 * @param out absolute path of the site's folder
 * @throws EnvironmentFault where the folder is not ours to replace
 */
export function writeSite(out: string, files: readonly OutputFile[]): void {
  const beside = (name: string) => join(dirname(out), `.${basename(out)}.${name}`);
  const staging = beside("new");
  const aside = beside("old");
  if (existsSync(aside) && !existsSync(out)) renameSync(aside, out);
  refuseForeign(out);
  rmSync(staging, { recursive: true, force: true });
  rmSync(aside, { recursive: true, force: true });
  try {
    for (const { path, content } of [...files, { path: MARKER, content: "This folder is written by inquest build and replaced by the next one.\n" }]) {
      const target = resolve(staging, path);
      if (!target.startsWith(staging + sep)) throw new Error(`A page would leave the site: ${path}`);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
    if (existsSync(out)) renameSync(out, aside);
    renameSync(staging, out);
  } catch (error) {
    if (existsSync(aside) && !existsSync(out)) renameSync(aside, out);
    rmSync(staging, { recursive: true, force: true });
    const code = (error as NodeJS.ErrnoException).code;
    throw code ? new EnvironmentFault(`Cannot write the site to ${out}: ${code}; the old site is untouched`) : error;
  }
  rmSync(aside, { recursive: true, force: true });
}

/** A folder that is not ours is never deleted: it must be absent, empty, or carry the marker. */
function refuseForeign(out: string): void {
  if (`${process.cwd()}${sep}`.startsWith(`${out}${sep}`)) throw new EnvironmentFault(`--out ${out} holds the working folder: choose a folder of its own`);
  const found = statSync(out, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isDirectory()) throw new EnvironmentFault(`--out ${out} is not a folder: choose another, or remove it`);
  if (readdirSync(out).length > 0 && !existsSync(join(out, MARKER))) throw new EnvironmentFault(`--out ${out} is not empty and was not written by inquest: choose another folder, or empty it`);
}
