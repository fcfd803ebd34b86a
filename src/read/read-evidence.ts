import { hash } from "node:crypto";
import { join } from "node:path";
import type { EvidenceFile, EvidenceFiles } from "../model/evidence-files.js";
import { lfsHashOf, MAX_POINTER_BYTES } from "../model/lfs-pointer.js";
import { hashFile, readBounded } from "./bounded.js";
import { existsWithin } from "./exists-within.js";
import { type FileMemo, noMemo } from "./file-memo.js";
import { readPublished } from "./read-attachments.js";
import { type Unreadable, walkFolder } from "./walk-folder.js";

/** Larger files are hashed in parts. It is no less than a pointer of Git LFS may have. */
const MAX_BYTES_AT_ONCE = 64 * 1024;

/** What lies below `evidence/`, and the folders there that could not be listed. */
export interface ListedEvidence extends EvidenceFiles {
  unreadable: readonly Unreadable[];
}

/**
 * Lists and hashes what lies below `evidence/`, and answers whether something of the collection exists. Links are not
 * followed; where `evidence` itself is no folder, it is the only entry.
 * @param root absolute path of the collection's folder
 * @param memo caches hashes
 */
export function readEvidence(root: string, memo: FileMemo = noMemo): ListedEvidence {
  const files = new Map<string, EvidenceFile>();
  const { entries, unreadable } = walkFolder(root, "evidence");
  const folders: string[] = [];
  for (const { path, type } of entries) {
    if (type === "folder") {
      folders.push(path);
      continue;
    }
    files.set(
      path,
      type === "file" && path !== "evidence"
        ? { type: "file", ...memo(path, () => identify(join(root, path))) }
        : { type: "other", sha256: null },
    );
  }
  return {
    files,
    folders,
    unreadable,
    exists: (path) => existsWithin(root, path),
    text: (path) => textOf(readPublished(root, path)),
  };
}

function identify(path: string): Pick<EvidenceFile, "sha256" | "lfsHash"> {
  try {
    const { bytes, unreadSize } = readBounded(path, MAX_BYTES_AT_ONCE);
    if (unreadSize !== undefined) return { sha256: hashFile(path).sha256 };
    const lfsHash = bytes.length < MAX_POINTER_BYTES ? lfsHashOf(Buffer.from(bytes).toString()) : undefined;
    return { sha256: hash("sha256", bytes), lfsHash };
  } catch {
    return { sha256: null };
  }
}

function textOf(bytes: Uint8Array | null): string | null {
  if (bytes === null || bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
