import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { EnvironmentFault, reasonOf } from "../model/environment-fault.js";
import { type FileContent, putNew } from "./write-new.js";

const BYTE_ORDER_MARK = "\uFEFF";

/**
 * Replaces the text of a source file through a temporary file beside it, so that it is never half-written. A byte order
 * mark and the permissions stay.
 * @param before the text that the change was made from, without byte order mark
 * @throws EnvironmentFault where the file has another text by now, or cannot be written
 */
export function writeSource(path: string, before: string, after: string): void {
  try {
    const now = readFileSync(path, "utf8");
    const mark = now.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
    if (now !== mark + before) throw new EnvironmentFault(`${path} was changed meanwhile: nothing was written to it`);
    replaceFile(path, mark + after);
  } catch (error) {
    throw faultOf(error, path);
  }
}

/**
 * Replaces what a file holds, through a temporary file beside it. The permissions stay.
 * @throws EnvironmentFault where it cannot be written
 */
export function replaceFile(path: string, content: FileContent): void {
  const temporary = `${path}.${randomBytes(4).toString("hex")}.tmp`;
  try {
    putNew(temporary, content, statSync(path).mode);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw faultOf(error, path);
  }
}

function faultOf(error: unknown, path: string): EnvironmentFault {
  if (error instanceof EnvironmentFault) return error;
  return new EnvironmentFault(`Cannot write ${path}: ${reasonOf(error)}`);
}
