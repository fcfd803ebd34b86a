import { randomBytes } from "node:crypto";
import { lstat, readdir, rename } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { removeFolder } from "./remove-folder.js";
import { isAbsent, isSite } from "./target.js";

/** What a folder beside a site is: the new one while it is written, the old one during the swap, one that a link leads to. */
type Role = "staging" | "old" | "version";

/** Folders that this process made, so that one of an ended process with the same number can be recognised. */
const own = new Set<string>();

/** A new path beside a site. Its name has the process and a random part: one process may build twice at once. */
export function pathBeside(target: string, role: Role): string {
  const name = `.${basename(target)}.inquest-${role}-${process.pid}-${randomBytes(4).toString("hex")}`;
  own.add(name);
  return join(dirname(target), name);
}

/** Cleans up after killed runs: restores an old site if none is in its place, and removes other leftovers. */
export async function repair(target: string): Promise<void> {
  const parent = dirname(target);
  const left = (await foldersBeside(target)).filter(({ isLeft }) => isLeft);
  for (const { name } of left.filter(({ role }) => role === "old")) {
    const old = join(parent, name);
    if ((await isAbsent(target)) && (await isSite(old))) await rename(old, target);
    else await removeFolder(old);
  }
  for (const { name } of left.filter(({ role }) => role === "staging")) await removeFolder(join(parent, name));
}

/**
 * Removes the versions of a site that no link has led to for a while.
 * @param current the name of the one that the link leads to
 * @param keepFor in milliseconds: readers may still be in a version that was replaced
 */
export async function removeVersions(target: string, current: string, keepFor: number): Promise<void> {
  for (const { name, role } of await foldersBeside(target)) {
    if (role !== "version" || name === current) continue;
    const path = join(dirname(target), name);
    const stats = await lstat(path).catch(() => null);
    if (stats !== null && Date.now() - stats.mtimeMs > keepFor) await removeFolder(path);
  }
}

/** The folders that runs made beside a site. `isLeft` says that the run has ended. */
async function foldersBeside(target: string): Promise<{ name: string; role: Role; isLeft: boolean }[]> {
  const start = `.${basename(target)}.inquest-`;
  const entries = await readdir(dirname(target), { withFileTypes: true });
  return entries
    .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && entry.name.startsWith(start))
    .flatMap(({ name }) => {
      const [, role, pid] = /^(staging|old|version)-(\d+)(?:-[0-9a-f]+)?$/.exec(name.slice(start.length)) ?? [];
      return role === undefined ? [] : [{ name, role: role as Role, isLeft: !isRunning(Number(pid), name) }];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isRunning(pid: number, name: string): boolean {
  if (pid === process.pid) return own.has(name);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
