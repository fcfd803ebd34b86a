import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { Option } from "commander";
import { Cache, NO_CACHE } from "../cache/cache.js";
import { userCacheFolder } from "../cache/cache-folder.js";
import { EnvironmentFault } from "../model/environment-fault.js";
import { repositoryOf } from "../read/find-collection.js";
import { programStamp } from "../read/package-info.js";

export interface CacheOptions {
  /** False for `--no-cache`. */
  cache?: boolean;
  cacheDir?: string;
}

/** The options of the commands that keep between runs what they computed. */
export const cacheOptions = [
  new Option("--no-cache", "compute everything, and keep nothing for the next run"),
  new Option("--cache-dir <dir>", "where to keep what was computed; default: the user's cache folder"),
] as const;

/**
 * The cache of a run. It is never where a commit could have put it: in the collection or in its repository, but for
 * folders that git ignores.
 * @throws EnvironmentFault for a folder that could come with a clone
 */
export async function openCache(root: string, { cache, cacheDir }: CacheOptions = {}): Promise<Cache> {
  const stamp = programStamp();
  const folder = realPath(resolve(cacheDir ?? userCacheFolder(process.env)));
  const top = realPath(repositoryOf(root));
  const path = relative(top, folder).split(sep).join("/");
  const isOutside = path.startsWith("../") || resolve(path) === path;
  if (!isOutside && cacheDir === undefined) return NO_CACHE;
  if (!isOutside && !(await isSafeIn(top, path)))
    throw new EnvironmentFault(
      `--cache-dir ${cacheDir} lies in the repository, where a commit could plant a cache: name a folder outside, or one that git ignores`,
    );
  return cache === false || stamp === null ? NO_CACHE : new Cache(folder, stamp);
}

async function isSafeIn(top: string, path: string): Promise<boolean> {
  const { holdsOnlyIgnored } = await import("../git/only-ignored.js");
  return path !== "" && existsSync(join(top, ".git")) && holdsOnlyIgnored(top, path);
}

/** The real path of a folder that need not exist yet. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return dirname(path) === path ? path : join(realPath(dirname(path)), basename(path));
  }
}
