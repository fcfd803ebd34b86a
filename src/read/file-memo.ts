import { lstatSync } from "node:fs";
import { join } from "node:path";

/** Returns the cached value for a file; calls `make` when the file has changed. */
export type FileMemo = <T>(path: string, make: () => T) => T;

/** Caches nothing, for a single run. */
export const noMemo: FileMemo = (_, make) => make();

/** A file that has just been changed may be changed again within the same tick of its clock. */
const MIN_AGE_MS = 100;

/**
 * Caches one value per file of a folder until the size or the times of the file change, so that large evidence is not
 * hashed again on every change of the collection. Use one memo per kind of value.
 */
export function fileMemo(root: string): FileMemo {
  const cached = new Map<string, { stamp: string; made: unknown }>();
  return <T>(path: string, make: () => T): T => {
    const stats = lstatSync(join(root, path), { throwIfNoEntry: false });
    if (stats === undefined) return make();
    const stamp = `${stats.ino} ${stats.size} ${stats.mtimeMs} ${stats.ctimeMs}`;
    const last = cached.get(path);
    if (last?.stamp === stamp) return last.made as T;
    const made = make();
    if (Date.now() - stats.ctimeMs > MIN_AGE_MS) cached.set(path, { stamp, made });
    return made;
  };
}
