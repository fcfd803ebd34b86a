import { lstat, readdir, readFile, readlink, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { EnvironmentFault } from "../model/environment-fault.js";
import { IGNORED_FOLDERS, isOwnPath, SITE_MARKER } from "../model/generated-folders.js";

const MARKER_TEXT = "Written by inquest. The next build replaces this folder as a whole. Its files:";

/** What is at the place of the new site. `link` leads to a site of ours. */
export type Found = "nothing" | "empty" | "site" | "link";

/** The text of the marker of a site. */
export function markerText(paths: readonly string[]): string {
  return [MARKER_TEXT, ...[...paths].sort(), ""].join("\n");
}

/** The files that inquest wrote into a site; null where its marker does not list them, as older ones did not. */
export async function writtenFiles(site: string): Promise<ReadonlySet<string> | null> {
  const [first, ...paths] = (await readFile(join(site, SITE_MARKER), "utf8")).split("\n");
  return first === MARKER_TEXT ? new Set(paths) : null;
}

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

/** The same with the last part as it is, also where that is a link. */
export async function locateLink(path: string): Promise<string> {
  const absolute = resolve(path);
  return join(await locate(dirname(absolute)), basename(absolute));
}

/** Checks that replacing `target` removes nothing but a site that inquest wrote, and that it lies outside of a collection. */
export async function checkTarget(
  out: string,
  target: string,
  { collection = null, what = "the site" }: { collection?: string | null; what?: string },
): Promise<Found> {
  const refuse = (reason: string) => new EnvironmentFault(`Cannot write ${what} to ${out}: ${reason}`);
  const other = "choose a folder of its own with --out";
  for (const folder of [process.cwd(), ...(collection === null ? [] : [collection])]) {
    if (isWithin(await locate(folder), target)) throw refuse(`that would replace ${folder}; ${other}`);
  }
  if (collection !== null && (await isContent(target, await locate(collection))))
    throw refuse(`it is inside the collection ${collection}; choose a folder outside of it with --out`);
  const stats = await lstat(target).catch(absent);
  if (stats === undefined) return "nothing";
  if (stats.isSymbolicLink()) {
    if (dirname(await readlink(target)) === "." && (await isSite(target))) return "link";
    throw refuse(`it is a link that inquest did not make; remove it or ${other}`);
  }
  if (!stats.isDirectory()) throw refuse("it is not a folder; remove it or choose another with --out");
  if (stats.dev !== (await stat(dirname(target))).dev)
    throw refuse(
      `a disk is mounted there, and ${what} is swapped in as a whole; choose a folder in it, such as ${join(out, "site")}`,
    );
  const names = await readdir(target);
  if (names.length === 0) return "empty";
  if (names.includes("inquest.yaml")) throw refuse(`it is a collection; ${other}`);
  if (await isSite(target)) return "site";
  throw refuse("it holds files that inquest did not write; empty it or choose another folder with --out");
}

/**
 * Whether a folder lies where authors keep the content of a collection. Outside of its own folders, a site may lie in a
 * collection that is the whole repository or the working directory, and where tools put what they make.
 */
async function isContent(target: string, root: string): Promise<boolean> {
  if (!isWithin(target, root)) return false;
  const [first = ""] = relative(root, target).split(sep);
  if (isOwnPath(first)) return true;
  const isOpen = root === (await locate(process.cwd())) || !(await isAbsent(join(root, ".git")));
  return !isOpen && !IGNORED_FOLDERS.has(first);
}

/** Whether inquest wrote a folder as a site. */
export async function isSite(folder: string): Promise<boolean> {
  return (await lstat(join(folder, SITE_MARKER)).catch(absent))?.isFile() === true;
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
