import { lstat, readlink, rename, stat, symlink, utimes } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setImmediate, setTimeout } from "node:timers/promises";
import { SITE_MARKER } from "../model/generated-folders.js";
import type { OutputFile } from "../model/page.js";
import { Gate } from "./gate.js";
import { carryOver } from "./kept-files.js";
import { makeFolder } from "./make-folder.js";
import { removeFolder } from "./remove-folder.js";
import { pathBeside, removeVersions, repair } from "./repair.js";
import { type Names, StagedFiles, type Staging, writeFault } from "./staged-files.js";
import { checkTarget, type Found, isAbsent, isSite, locate, locateLink, markerText } from "./target.js";
import { keepAtExit, removeAtExit, swapWhole } from "./unfinished.js";

export interface WriteOptions {
  /** The folder of the collection, which the site must not replace; null: none. */
  collection?: string | null;
  /** `folder`: two renames, between which there is no site. `symlink`: a link to the newest version is replaced at once. */
  mode?: "folder" | "symlink";
  /** What is written, for messages; default: "the site". */
  what?: string;
}

/** Versions that a link led to are kept so long for readers who are in one, in milliseconds. */
const KEEP_VERSIONS_MS = 60_000;

/** How often a swap is tried: each time another build was in between. */
const MAX_SWAPS = 1000;
const SWAP_PAUSE_MS = 2;

/** Where a site goes, what was there, and where it is written before. */
interface Place {
  target: string;
  staging: Staging;
  files: StagedFiles;
  found: Found;
}

/** An interruption is heard after so many files, which are made in a few hundredths of a second. */
const FILES_PER_PAUSE = 16;

/**
 * Writes a site as a whole or not at all, from files that come one by one: into a folder beside its place, then swapped
 * in. A failure keeps the old site; if a run is killed during the swap, the next run restores it. Of several builds at
 * once the last one wins. Every method throws EnvironmentFault where the folder is not ours to replace, or cannot be written.
 */
export class SiteWriter {
  readonly #out: string;
  readonly #options: WriteOptions;
  readonly #names: Names;
  /** By path. */
  readonly #hashes = new Map<string, string>();
  #place: Place | null = null;

  /** @param out the folder of the site: absent, empty, or a site of ours */
  constructor(out: string, options: WriteOptions = {}) {
    this.#out = out;
    this.#options = options;
    this.#names = { out, what: options.what };
  }

  /** The SHA-256 of the files so far, in hex, by path. */
  get hashes(): ReadonlyMap<string, string> {
    return this.#hashes;
  }

  /** Writes a file where it cannot be seen yet. Two with one path are refused: neither may silently win. */
  async take(file: OutputFile): Promise<void> {
    try {
      const { files } = await this.#open();
      const hash = files.put(file);
      if (hash !== null) this.#hashes.set(file.path, hash);
      if (this.#hashes.size % FILES_PER_PAUSE === 0) await setImmediate();
    } catch (error) {
      throw writeFault(error, this.#names);
    }
  }

  /** The folder of the files, for a thread that puts some there with `StagedFiles`. */
  async staging(): Promise<Staging> {
    try {
      return (await this.#open()).staging;
    } catch (error) {
      throw writeFault(error, this.#names);
    }
  }

  /** Counts files that another thread has put there. @param hashes as `hashes` has them */
  taken(hashes: Iterable<readonly [path: string, hash: string]>): void {
    for (const [path, hash] of hashes) this.#hashes.set(path, hash);
  }

  /**
   * Takes files over from the site that is there, if all of them still have these bytes.
   * @param hashes the SHA-256 of each, in hex, by path
   * @param look sees them when they are in the new site
   * @returns whether they are in the new site; otherwise none of them is
   */
  async takeOver(
    hashes: ReadonlyMap<string, string>,
    look: ((file: OutputFile) => void) | null = null,
  ): Promise<boolean> {
    try {
      const { files } = await this.#open();
      if (!files.takeOver(hashes, look)) return false;
      this.taken(hashes);
      await setImmediate();
      return true;
    } catch (error) {
      throw writeFault(error, this.#names);
    }
  }

  /**
   * Puts the site in its place.
   * @param keep paths in the site that others may have written and that stay, as `site.keep` has them
   */
  async swap(keep: readonly string[]): Promise<void> {
    try {
      const { target, staging, found } = await this.#open();
      const { folder } = staging;
      const paths = new Set(this.#hashes.keys());
      await this.take({ path: SITE_MARKER, content: markerText([...paths]) });
      const { mode = "folder" } = this.#options;
      if (found === "site" || found === "link")
        await carryFrom(target, folder, { out: this.#out, keep, made: (path) => paths.has(path) });
      await swapWhole(() => (mode === "symlink" ? swapLink(folder, target) : swapFolder(folder, target)));
      keepAtExit(folder);
      this.#place = null;
    } catch (error) {
      throw writeFault(error, this.#names);
    }
  }

  /** Removes what was written, unless it is in its place. Files can be taken from the start again. */
  async discard(): Promise<void> {
    if (this.#place !== null) {
      const { folder } = this.#place.staging;
      await removeFolder(folder).catch(() => undefined);
      keepAtExit(folder);
    }
    this.#place = null;
    this.#hashes.clear();
  }

  async #open(): Promise<Place> {
    if (this.#place !== null) return this.#place;
    const { mode = "folder" } = this.#options;
    const target = await (mode === "symlink" ? locateLink(this.#out) : locate(this.#out));
    await checkTarget(this.#out, target, this.#options);
    makeFolder(dirname(target));
    await repair(target);
    const found = await checkTarget(this.#out, target, this.#options);
    const gate = new Gate();
    const folder = pathBeside(target, mode === "symlink" ? "version" : "staging");
    const earlier = found === "site" || found === "link" ? target : null;
    const staging = { ...this.#names, folder, gate: gate.buffer, earlier };
    this.#place = { target, staging, files: new StagedFiles(staging), found };
    removeAtExit(folder, () => gate.close());
    return this.#place;
  }
}

/**
 * Writes a site from files that are all there, as `SiteWriter` does.
 * @param keep paths in the site that others may have written and that stay, as `site.keep` has them
 */
export async function writeSite(
  out: string,
  files: readonly OutputFile[],
  { keep = [], ...options }: WriteOptions & { keep?: readonly string[] } = {},
): Promise<void> {
  const writer = new SiteWriter(out, options);
  try {
    for (const file of files) await writer.take(file);
    await writer.swap(keep);
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

/**
 * Checks whether a site may be written to a folder, before it is made.
 * @throws EnvironmentFault where the folder is not ours to replace
 */
export async function checkOut(out: string, options: WriteOptions): Promise<void> {
  try {
    await checkTarget(out, await (options.mode === "symlink" ? locateLink(out) : locate(out)), options);
  } catch (error) {
    throw writeFault(error, { out, what: options.what });
  }
}

interface Carry {
  out: string;
  keep: readonly string[];
  /** Whether the new site has a file of its own at a path. */
  made: (path: string) => boolean;
}

/** Takes over what is kept of the old site, again if another build replaced that meanwhile. */
async function carryFrom(target: string, staging: string, { out, keep, made }: Carry): Promise<void> {
  for (let tries = 1; ; tries++) {
    const before = await folderNumber(target);
    try {
      if (before !== null) await carryOver(out, target, staging, keep, made);
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
        await removeFolder(old).catch(() => undefined);
        return;
      }
    } catch (error) {
      if (wasThere) await moves(old, target, ["ENOTEMPTY", "EEXIST"]);
      throw error;
    }
    await removeFolder(old);
  }
}

/** Makes the link lead to the new version. The one before stays for a while: readers may be in it. */
async function swapLink(version: string, target: string): Promise<void> {
  if (!(await isAbsent(target)) && !(await lstat(target)).isSymbolicLink()) {
    // A folder cannot be replaced by a link at once.
    const old = pathBeside(target, "old");
    await rename(target, old);
    await putLink(version, target);
    await removeFolder(old).catch(() => undefined);
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
