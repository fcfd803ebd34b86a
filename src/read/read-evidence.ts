import { createHash } from "node:crypto";
import { type Dirent, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { EvidenceFile, EvidenceFiles } from "../model/evidence-files.js";
import { existsWithin } from "./exists-within.js";
import { type FileMemo, forgetful } from "./file-memo.js";

/**
 * Lists and hashes what lies below `evidence/`, and answers whether something of the collection exists. Links are not
 * followed.
 * @param root absolute path of the collection's folder
 * @param memo remembers hashes
 */
export function readEvidence(root: string, memo: FileMemo = forgetful): EvidenceFiles {
  const files = new Map<string, EvidenceFile>();
  for (const entry of list(join(root, "evidence"))) {
    if (entry.isDirectory()) continue;
    const full = join(entry.parentPath, entry.name);
    const path = relative(root, full).split(sep).join("/");
    files.set(
      path,
      entry.isFile() ? { type: "file", sha256: memo(path, () => hash(full)) } : { type: "other", sha256: null },
    );
  }
  return { files, exists: (path) => existsWithin(root, path) };
}

function list(folder: string): Dirent[] {
  try {
    if (!lstatSync(folder).isDirectory()) return [];
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
