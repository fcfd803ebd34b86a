import { lstat, readlink, rename, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { EnvironmentFault, reasonOf } from "../model/environment-fault.js";
import { SITE_MARKER } from "../model/generated-folders.js";
import type { OutputFile } from "../model/page.js";
import { carryOver } from "./kept-files.js";
import { makeFolder } from "./make-folder.js";
import { pathBeside, removeVersions, repair } from "./repair.js";
import { checkTarget, isAbsent, isSite, locate, locateLink, markerText } from "./target.js";

export interface WriteOptions {
  /** The folder of the collection, which the site must not replace; null: none. */
  collection?: string | null;
  /** Paths in the site that others may have written and that stay, as `site.keep` has them. */
  keep?: readonly string[];
  /** `folder`: two renames, between which there is no site. `symlink`: a link to the newest version is replaced at once. */
  mode?: "folder" | "symlink";
}

/** Versions that a link led to are kept so long for readers who are in one, in milliseconds. */
const KEEP_VERSIONS_MS = 60_000;

/** How often a swap is tried: each time another build was in between. */
const MAX_SWAPS = 1000;
const SWAP_PAUSE_MS = 2;

/**
 * Writes a site as a whole or not at all: into a folder beside its place, then swapped in. A failure keeps the old site; if
 * a run is killed during the swap, the next run restores it. Of several builds at once the last one wins.
 * @param out the folder of the site: absent, empty, or a site of ours
 * @throws EnvironmentFault where the folder is not ours to replace, or cannot be written
 */
export async function writeSite(out: string, files: readonly OutputFile[], options: WriteOptions = {}): Promise<void> {
  const { collection = null, keep = [], mode = "folder" } = options;
  for (const { path } of files) {
    if (!isInside(path)) throw new Error(`${JSON.stringify(path)} is not a path inside the site`);
  }
  let staging: string | undefined;
  try {
    const target = await (mode === "symlink" ? locateLink(out) : locate(out));
    await checkTarget(out, target, collection);
    makeFolder(dirname(target));
    await repair(target);
    const found = await checkTarget(out, target, collection);
    staging = pathBeside(target, mode === "symlink" ? "version" : "staging");
    await fill(staging, files);
    if (found === "site" || found === "link") await carryFrom(target, staging, { out, keep, files });
    await (mode === "symlink" ? swapLink(staging, target) : swapFolder(staging, target));
  } catch (error) {
    if (staging !== undefined) await rm(staging, { recursive: true, force: true }).catch(() => undefined);
    throw faultOf(error, out);
  }
}

/**
 * Checks whether a site may be written to a folder, before it is made.
 * @throws EnvironmentFault where the folder is not ours to replace
 */
export async function checkOut(out: string, { collection = null, mode = "folder" }: WriteOptions): Promise<void> {
  try {
    await checkTarget(out, await (mode === "symlink" ? locateLink(out) : locate(out)), collection);
  } catch (error) {
    throw faultOf(error, out);
  }
}

function faultOf(error: unknown, out: string): unknown {
  if (error instanceof EnvironmentFault || (error as NodeJS.ErrnoException).code === undefined) return error;
  return new EnvironmentFault(`Cannot write the site to ${out}: ${reasonOf(error)}; what was there is untouched`);
}

/** Whether a path stays inside its folder on every system. */
function isInside(path: string): boolean {
  return path !== "" && !/^\/|[\\:]/.test(path) && !path.split("/").includes("..");
}

async function fill(staging: string, files: readonly OutputFile[]): Promise<void> {
  const marker = { path: SITE_MARKER, content: markerText(files.map(({ path }) => path)) };
  for (const file of [...files, marker]) {
    const path = join(staging, file.path);
    makeFolder(dirname(path));
    // Two pages with one path are a bug: neither may silently win.
    await writeFile(path, file.content, { flag: "wx" });
  }
}

interface Carry {
  out: string;
  keep: readonly string[];
  files: readonly OutputFile[];
}

/** Takes over what is kept of the old site, again if another build replaced that meanwhile. */
async function carryFrom(target: string, staging: string, { out, keep, files }: Carry): Promise<void> {
  const paths = new Set(files.map(({ path }) => path));
  for (let tries = 1; ; tries++) {
    const before = await folderNumber(target);
    try {
      if (before !== null) await carryOver(out, target, staging, keep, (path) => paths.has(path));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT" || tries === MAX_SWAPS) throw error;
    }
    if (before !== null && before === (await folderNumber(target))) return;
    // Another build is between its two renames, or was killed there.
    await setTimeout(SWAP_PAUSE_MS);
    if (before === null) await repair(target);
    if (before === null && tries === MAX_SWAPS) return;
  }
}

async function folderNumber(path: string): Promise<number | null> {
  return (await stat(path).catch(() => null))?.ino ?? null;
}

/** Moves the old site aside and the new one in. Another build may do the same at any moment. */
async function swapFolder(staging: string, target: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    const old = pathBeside(target, "old");
    const wasThere = await moves(target, old, ["ENOENT"]);
    try {
      if (await moves(staging, target, tries < MAX_SWAPS ? ["ENOTEMPTY", "EEXIST"] : [])) {
        // The new site is in place; the next run removes what cannot be removed now.
        await rm(old, { recursive: true, force: true }).catch(() => undefined);
        return;
      }
    } catch (error) {
      if (wasThere) await moves(old, target, ["ENOTEMPTY", "EEXIST"]);
      throw error;
    }
    await rm(old, { recursive: true, force: true });
  }
}

/** Makes the link lead to the new version. The one before stays for a while: readers may be in it. */
async function swapLink(version: string, target: string): Promise<void> {
  if (!(await isAbsent(target)) && !(await lstat(target)).isSymbolicLink()) {
    // A folder cannot be replaced by a link at once.
    const old = pathBeside(target, "old");
    await rename(target, old);
    await putLink(version, target);
    await rm(old, { recursive: true, force: true }).catch(() => undefined);
  } else {
    const before = await readlink(target).catch(() => null);
    await putLink(version, target);
    if (before !== null && (await isSite(join(dirname(target), before)))) {
      const now = new Date();
      await utimes(join(dirname(target), before), now, now).catch(() => undefined);
    }
  }
  await removeVersions(target, basename(version), KEEP_VERSIONS_MS);
}

async function putLink(version: string, target: string): Promise<void> {
  const link = pathBeside(target, "staging");
  await symlink(basename(version), link);
  await rename(link, target);
}

/** Renames. @returns false for an error that is expected */
async function moves(from: string, to: string, expected: readonly string[]): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (!expected.includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    return false;
  }
}
