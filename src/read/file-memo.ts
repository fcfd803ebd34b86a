import { lstatSync } from "node:fs";
import { join } from "node:path";

/** What was made of a file, as long as the file is the same; made anew otherwise. */
export type FileMemo = <T>(path: string, make: () => T) => T;

/** Remembers nothing: for who looks once. */
export const forgetful: FileMemo = (_, make) => make();

/**
 * Remembers what is made of the files of a folder, each until it is another one by its size and times: evidence can be
 * large, and who looks again and again need not read it all again. One memo remembers one kind of thing.
 */
export function fileMemo(root: string): FileMemo {
  const known = new Map<string, { stamp: string; made: unknown }>();
  return <T>(path: string, make: () => T): T => {
    const stats = lstatSync(join(root, path), { throwIfNoEntry: false });
    if (stats === undefined) return make();
    const stamp = `${stats.ino} ${stats.size} ${stats.mtimeMs} ${stats.ctimeMs}`;
    const last = known.get(path);
    if (last?.stamp === stamp) return last.made as T;
    const made = make();
    known.set(path, { stamp, made });
    return made;
  };
}
