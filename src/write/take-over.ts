import { hash } from "node:crypto";
import { closeSync, constants, copyFileSync, fstatSync, linkSync, openSync, readFileSync } from "node:fs";

/** The SHA-256 of a regular file, in hex; null where there is none, or it cannot be read. A link is none. */
export function hashOfFile(path: string): string | null {
  let file: number | undefined;
  try {
    // Windows has no such flag.
    file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    return fstatSync(file).isFile() ? hash("sha256", readFileSync(file)) : null;
  } catch {
    return null;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Makes a file be at a second path too. @throws where neither can be done */
export function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    // Not every file system has hard links.
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  }
}
