import { createHash } from "node:crypto";
import { type Dirent, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
import type { EvidenceFile, EvidenceFiles } from "../model/evidence-files.js";

/**
 * Lists and hashes what lies below `evidence/`, and answers whether something of the collection exists. Links are not
 * followed.
 * @param root absolute path of the collection's folder
 */
export function readEvidence(root: string): EvidenceFiles {
  const files = new Map<string, EvidenceFile>();
  for (const entry of list(join(root, "evidence"))) {
    if (entry.isDirectory()) continue;
    const full = join(entry.parentPath, entry.name);
    const path = relative(root, full).split(sep).join("/");
    files.set(path, entry.isFile() ? { type: "file", sha256: hash(full) } : { type: "other", sha256: null });
  }
  return { files, exists: (path) => exists(root, path) };
}

function list(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true });
  } catch {
    return [];
  }
}

function hash(path: string): string | null {
  try {
    return createHash("sha256").update(readFileSync(path)).digest("hex");
  } catch {
    return null;
  }
}

/** Whether a path leads to a regular file or a folder without leaving the collection and without a link on the way. */
function exists(root: string, path: string): boolean {
  const normal = posix.normalize(path);
  if (normal.startsWith("../") || normal === ".." || posix.isAbsolute(normal)) return false;
  let current = root;
  for (const part of normal.split("/").filter((one) => one !== "" && one !== ".")) {
    current = join(current, part);
    const stats = lstatSync(current, { throwIfNoEntry: false });
    if (stats === undefined || !(stats.isFile() || stats.isDirectory())) return false;
  }
  return true;
}
