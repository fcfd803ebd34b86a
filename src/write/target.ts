import { lstat, readdir, realpath } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { EnvironmentFault } from "../model/environment-fault.js";

/** Marks a folder as a site that inquest wrote and may replace. */
export const MARKER = ".inquest-site";
export const MARKER_TEXT = "Written by inquest. The next build replaces this folder as a whole.\n";

/** What is at the place of the new site. */
export type Found = "nothing" | "empty" | "site";

/** The real path of a folder that need not exist yet. */
export async function locate(path: string): Promise<string> {
  const absolute = resolve(path);
  try {
    return await realpath(absolute);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT" || dirname(absolute) === absolute) throw error;
    return join(await locate(dirname(absolute)), basename(absolute));
  }
}

/** Checks that replacing `target` removes nothing but a site that inquest wrote. */
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

/** Whether inquest wrote a folder as a site. */
export async function isSite(folder: string): Promise<boolean> {
  return (await lstat(join(folder, MARKER)).catch(absent))?.isFile() === true;
}

/** Whether there is nothing at a path, not even a dangling link. */
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
