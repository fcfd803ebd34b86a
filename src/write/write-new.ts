import { chmodSync, constants, copyFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { EnvironmentFault, reasonOf } from "../model/environment-fault.js";
import { makeFolder } from "./make-folder.js";

/** What to write: bytes, text, or a copy of a file, which may be larger than the memory. */
export type FileContent = Uint8Array | string | { copyOf: string };

/**
 * Writes a file where there is none, with the folders that it needs.
 * @returns false where something is there already: it is left as it is
 * @throws EnvironmentFault where it cannot be written
 */
export function writeNew(path: string, content: FileContent): boolean {
  try {
    makeFolder(dirname(path));
    putNew(path, content);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" || code === "EISDIR") return false;
    throw new EnvironmentFault(`Cannot write ${path}: ${reasonOf(error)}`);
  }
}

/**
 * Writes a file that must not be there yet, with the permissions that new files have.
 * @throws the error of the system
 */
export function putNew(path: string, content: FileContent, mode = 0o666 & ~process.umask()): void {
  if (typeof content === "string" || content instanceof Uint8Array) writeFileSync(path, content, { mode, flag: "wx" });
  else {
    copyFileSync(content.copyOf, path, constants.COPYFILE_EXCL);
    chmodSync(path, mode);
  }
}
