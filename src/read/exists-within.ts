import { lstatSync } from "node:fs";
import { join, posix } from "node:path";

/** Whether a path leads to a regular file or a folder without leaving the collection and without a link on the way. */
export function existsWithin(root: string, path: string): boolean {
  const normal = posix.normalize(path);
  if (normal.startsWith("../") || normal === ".." || posix.isAbsolute(normal)) return false;
  let current = root;
  for (const part of normal.split("/").filter((one) => one !== "" && one !== ".")) {
    current = join(current, part);
    const stats = lstatSync(current, { throwIfNoEntry: false });
    if (stats === undefined || !(stats.isFile() || stats.isDirectory())) return false;
  }
  return true;
}

/** The first part of a path below `root` that is neither a folder nor, at its end, a regular file: a link, a pipe. Null where there is none. */
export function firstLinkWithin(root: string, path: string): string | null {
  const parts = path.split("/");
  for (let length = 1; length <= parts.length; length++) {
    const part = parts.slice(0, length).join("/");
    const stats = lstatSync(join(root, part), { throwIfNoEntry: false });
    if (stats === undefined) return null;
    if (!(stats.isDirectory() || (stats.isFile() && length === parts.length))) return part;
  }
  return null;
}
