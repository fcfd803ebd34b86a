import { lstat, readdir, realpath } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { EnvironmentFault } from "../model/environment-fault.js";

/** The file that says that a folder is a site of ours and may be replaced. */
export const MARKER = ".inquest-site";
export const MARKER_TEXT = "Written by inquest. The next build replaces this folder as a whole.\n";

/** What stands where a site is to go. */
export type Found = "nothing" | "empty" | "site";

/** The absolute path of a folder that may not be there yet, with all links followed. */
export async function locate(path: string): Promise<string> {
  const absolute = resolve(path);
  try {
    return await realpath(absolute);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT" || dirname(absolute) === absolute) throw error;
    return join(await locate(dirname(absolute)), basename(absolute));
  }
}

/** Makes sure that nothing but a site of ours is lost when `target` is replaced. */
export async function checkTarget(out: string, target: string, keep: readonly string[]): Promise<Found> {
  for (const folder of keep) {
    if (isWithin(await locate(folder), target))
      throw new EnvironmentFault(
        `Cannot write the site to ${out}: that would replace ${folder}; choose a folder of its own with --out`,
      );
  }
  const stats = await lstat(target).catch(absent);
  if (stats === undefined) return "nothing";
  if (!stats.isDirectory())
    throw new EnvironmentFault(
      `Cannot write the site to ${out}: it is not a folder; remove it or choose another with --out`,
    );
  const names = await readdir(target);
  if (names.length === 0) return "empty";
  if (names.includes("inquest.yaml"))
    throw new EnvironmentFault(
      `Cannot write the site to ${out}: it is a collection; choose a folder of its own with --out`,
    );
  if (await isSite(target)) return "site";
  throw new EnvironmentFault(
    `Cannot write the site to ${out}: it holds files that inquest did not write; empty it or choose another folder with --out`,
  );
}

/** Whether a folder is a site of ours. */
export async function isSite(folder: string): Promise<boolean> {
  return (await lstat(join(folder, MARKER)).catch(absent))?.isFile() === true;
}

/** Whether nothing has that path, not even a link to nowhere. */
export async function isAbsent(path: string): Promise<boolean> {
  return (await lstat(path).catch(absent)) === undefined;
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

function isWithin(folder: string, around: string): boolean {
  const way = relative(around, folder);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && resolve(way) !== way);
}
