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
