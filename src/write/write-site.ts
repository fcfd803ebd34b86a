import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { EnvironmentFault, reasonOf } from "../model/environment-fault.js";
import type { OutputFile } from "../model/page.js";
import { asideName, repair, stagingName } from "./repair.js";
import { checkTarget, locate, MARKER, MARKER_TEXT } from "./target.js";

/**
 * Writes a site as a whole or not at all: into a folder beside its place, then swapped in by two renames. A failure keeps
 * the old site; if a run is killed between the renames, the next run restores it.
 * @param out the folder of the site: absent, empty, or a site of ours
 * @param keep folders beside the working folder that must not be replaced: the collection
 * @throws EnvironmentFault where the folder is not ours to replace, or cannot be written
 */
export async function writeSite(
  out: string,
  files: readonly OutputFile[],
  keep: readonly string[] = [],
): Promise<void> {
  const target = await locate(out);
  const staging = join(dirname(target), stagingName(basename(target)));
  const aside = join(dirname(target), asideName(basename(target)));
  for (const { path } of files) {
    if (!isInside(path)) throw new Error(`${JSON.stringify(path)} is not a path inside the site`);
  }
  try {
    await mkdir(dirname(target), { recursive: true });
    await repair(target);
    const found = await checkTarget(out, target, [process.cwd(), ...keep]);
    await fill(staging, files);
    if (found === "nothing") await rename(staging, target);
    else await swap(staging, target, aside);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined
      ? error
      : new EnvironmentFault(`Cannot write the site to ${out}: ${reasonOf(error)}; what was there is untouched`);
  }
}

/** Whether a path stays inside its folder on every system. */
function isInside(path: string): boolean {
  return path !== "" && !/^\/|[\\:]/.test(path) && !path.split("/").includes("..");
}

async function fill(staging: string, files: readonly OutputFile[]): Promise<void> {
  for (const { path, content } of [...files, { path: MARKER, content: MARKER_TEXT }]) {
    const file = join(staging, path);
    await mkdir(dirname(file), { recursive: true });
    // Two pages with one path are a bug: neither may silently win.
    await writeFile(file, content, { flag: "wx" });
  }
}

async function swap(staging: string, target: string, aside: string): Promise<void> {
  await rename(target, aside);
  try {
    await rename(staging, target);
  } catch (error) {
    await rename(aside, target);
    throw error;
  }
  // The new site is in place; the next run removes what cannot be removed now.
  await rm(aside, { recursive: true, force: true }).catch(() => undefined);
}
