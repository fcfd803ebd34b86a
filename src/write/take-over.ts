import { hash } from "node:crypto";
import { closeSync, constants, copyFileSync, fstatSync, linkSync, openSync, readFileSync } from "node:fs";

/** The opening of a pipe must not wait for a writer. Windows has no such flags. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const PERMISSIONS = 0o777;

/** A regular file as it is. */
export interface FoundFile {
  /** The SHA-256 of its bytes, in hex. */
  hash: string;
  permissions: number;
}

/** The regular file at a path; null where there is none, or it cannot be read. A link is none. */
export function findFile(path: string): FoundFile | null {
  let file: number | undefined;
  try {
    file = openSync(path, OPEN_FLAGS);
    const stats = fstatSync(file);
    return stats.isFile() ? { hash: hash("sha256", readFileSync(file)), permissions: stats.mode & PERMISSIONS } : null;
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
