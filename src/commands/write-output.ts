import { existsSync, realpathSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { EnvironmentFault, reasonOf } from "../model/environment-fault.js";
import { isOwnPath } from "../model/generated-folders.js";

/** Endings of what authors write. A result has another. */
const SOURCE_ENDING = /\.(?:md|ya?ml)$/i;

/**
 * Writes a result to a file that an option names.
 * @throws EnvironmentFault where it cannot be written, or would replace content of the collection
 */
export function writeOutput(root: string, option: string, file: string, text: string): void {
  const owner = isContent(root, file) ? "the content of the collection" : isOfGit(file) ? "git's own files" : null;
  if (owner !== null)
    throw new EnvironmentFault(
      `${option} ${file} would write into ${owner}: name another file, such as ${option} diagnostics.json`,
    );
  try {
    writeFileSync(file, text);
  } catch (error) {
    const isGone = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new EnvironmentFault(
      `Cannot write ${file}: ${isGone ? "there is no such folder; create it first" : reasonOf(error)}`,
    );
  }
}

/** Whether a path, also over links, is that of a file which authors write in a collection, or lies in a folder for them. */
export function isContent(root: string, file: string): boolean {
  const path = pathWithin(root, file);
  return path !== null && (isOwnPath(path) || (SOURCE_ENDING.test(path) && existsSync(file)));
}

/** The real path of a file relative to a folder, with `/`; null where it leads out of it. */
export function pathWithin(folder: string, file: string): string | null {
  const path = relative(realPath(folder), realPath(resolve(file)));
  if (path === ".." || path.startsWith(`..${sep}`) || resolve(path) === path) return null;
  return path.split(sep).join("/");
}

/** Whether git keeps a file for itself. */
export function isOfGit(file: string): boolean {
  return realPath(resolve(file)).split(sep).includes(".git");
}

/** The real path of a file that need not exist yet. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return dirname(path) === path ? path : join(realPath(dirname(path)), basename(path));
  }
}
