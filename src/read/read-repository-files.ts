import { join, posix } from "node:path";
import { MAX_REPOSITORY_FILE_BYTES, type RepositoryFile } from "../model/repository-file.js";
import { readBounded } from "./bounded.js";
import { existsWithin, firstLinkWithin } from "./exists-within.js";

/**
 * Reads files of a repository that a catalog names. None is run, and no link is followed.
 * @param top the top folder of the repository
 * @param paths from there, with `/`
 */
export function readRepositoryFiles(top: string, paths: Iterable<string>): Map<string, RepositoryFile> {
  return new Map([...new Set(paths)].map((path) => [path, readOne(top, path)]));
}

function readOne(top: string, path: string): RepositoryFile {
  const inside = posix.normalize(path);
  if (inside.startsWith("../") || posix.isAbsolute(inside)) return { fault: "not-regular" };
  if (firstLinkWithin(top, inside) !== null) return { fault: "not-regular" };
  if (!existsWithin(top, inside)) return { fault: "absent" };
  try {
    const { bytes, unreadSize } = readBounded(join(top, inside), MAX_REPOSITORY_FILE_BYTES);
    if (unreadSize !== undefined) return { fault: "too-large" };
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? { fault: "not-text" } : { text };
  } catch (error) {
    return { fault: error instanceof TypeError ? "not-text" : "not-regular" };
  }
}
