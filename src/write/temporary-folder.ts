import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EnvironmentFault, reasonOf } from "../model/environment-fault.js";
import { writeNew } from "./write-new.js";

/** A folder that is removed with all that is in it. */
export interface TemporaryFolder {
  /** Absolute. */
  path: string;
  remove: () => void;
}

/**
 * Writes files into a new folder among the system's temporary ones.
 * @param name the beginning of the folder's name
 * @param files by path relative to the folder, with `/`
 * @throws EnvironmentFault where it cannot be written; nothing is left behind then
 */
export function writeTemporaryFolder(name: string, files: ReadonlyMap<string, Uint8Array>): TemporaryFolder {
  const path = newFolder(name);
  const remove = () => rmSync(path, { recursive: true, force: true });
  try {
    for (const [file, bytes] of files) writeNew(join(path, file), bytes);
  } catch (error) {
    remove();
    throw error;
  }
  return { path, remove };
}

function newFolder(name: string): string {
  try {
    return realpathSync(mkdtempSync(join(tmpdir(), `${name}-`)));
  } catch (error) {
    throw new EnvironmentFault(`Cannot write a folder in ${tmpdir()}: ${reasonOf(error)}`);
  }
}
