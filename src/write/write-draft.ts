import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { EnvironmentFault, reasonOf } from "../model/environment-fault.js";
import { makeFolder } from "./make-folder.js";
import { writeNew } from "./write-new.js";

/** A document with the files that it names. Paths are relative to the collection's folder. */
export interface NewDocument {
  path: string;
  text: string;
  evidence: readonly { path: string; bytes(): Uint8Array }[];
}

/**
 * Writes a document and its evidence, the evidence first, so that the document never names a missing file.
 * @param root absolute path of the collection's folder
 * @param over whether it replaces what is there
 * @throws EnvironmentFault where another file is in the way, or it cannot be written
 */
export function writeDraft(root: string, { path, text, evidence }: NewDocument, over: boolean): void {
  for (const one of evidence) put(join(root, one.path), one.bytes(), over);
  put(join(root, path), text, over);
}

function put(path: string, content: Uint8Array | string, over: boolean): void {
  if (over) replace(path, content);
  else if (!writeNew(path, content) && !holds(path, content))
    throw new EnvironmentFault(`Cannot write ${path}: another file is there; move it away and run this again`);
}

/** A file that an interrupted run left with the same bytes counts as written. */
function holds(path: string, content: Uint8Array | string): boolean {
  try {
    return readFileSync(path).equals(Buffer.from(content));
  } catch {
    return false;
  }
}

function replace(path: string, content: Uint8Array | string): void {
  try {
    makeFolder(dirname(path));
    writeFileSync(path, content);
  } catch (error) {
    throw new EnvironmentFault(`Cannot write ${path}: ${reasonOf(error)}`);
  }
}
