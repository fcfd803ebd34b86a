import { writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { EnvironmentFault, reasonOf } from "../model/environment-fault.js";
import { makeFolder } from "./make-folder.js";

/**
 * Writes a file where there is none, with the folders that it needs.
 * @returns false where something is there already: it is left as it is
 * @throws EnvironmentFault where it cannot be written
 */
export function writeNew(path: string, content: Uint8Array | string): boolean {
  try {
    makeFolder(dirname(path));
    writeFileSync(path, content, { flag: "wx" });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" || code === "EISDIR") return false;
    throw new EnvironmentFault(`Cannot write ${path}: ${reasonOf(error)}`);
  }
}
