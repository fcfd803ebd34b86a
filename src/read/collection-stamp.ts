import { createHash } from "node:crypto";
import { lstatSync } from "node:fs";
import { join } from "node:path";
import { FILE_FOLDERS } from "../model/raw-file.js";
import { isHidden, walkFolder } from "./walk-folder.js";

/** The times of a file may be this coarse, so that a second change within them does not show. */
const COARSEST_TIME_MS = 2000;

/**
 * A stamp of the names, sizes and times of a collection's files, which are not read. Equal stamps mean equal files.
 * @param root absolute path of the collection's folder
 * @param now milliseconds since 1970
 * @returns null where that is not certain: something cannot be read, or has only just been written
 */
export function collectionStamp(root: string, now: number): string | null {
  const hash = createHash("sha256").update(root);
  const paths = ["inquest.yaml"];
  for (const folder of FILE_FOLDERS) {
    const { entries, unreadable } = walkFolder(root, folder, { isSkipped: isHidden });
    if (unreadable.length > 0) return null;
    for (const { path, type } of entries) if (type !== "folder") paths.push(path);
  }
  for (const path of paths) {
    const stats = lstatSync(join(root, path), { throwIfNoEntry: false });
    if (stats === undefined || now - Math.max(stats.mtimeMs, stats.ctimeMs) < COARSEST_TIME_MS) return null;
    hash.update(`\0${path}\0${stats.mode} ${stats.ino} ${stats.size} ${stats.mtimeMs} ${stats.ctimeMs}`);
  }
  return hash.digest("hex");
}
