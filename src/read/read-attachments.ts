import { createHash } from "node:crypto";
import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Attachment } from "../model/attachment.js";
import { EnvironmentFault } from "../model/environment-fault.js";
import type { OutputFile } from "../model/page.js";
import { existsWithin } from "./exists-within.js";

/** Larger files are not published: hosts of static sites refuse them. */
const MAX_PUBLISHED_BYTES = 25 * 1024 * 1024;

/**
 * Reads a file of the collection that a page shows. Null where there is no regular file, one that is reached over a
 * link, cannot be read or is too large for a site.
 * @param path relative to the collection's folder
 */
export function readPublished(root: string, path: string): Uint8Array | null {
  if (!existsWithin(root, path)) return null;
  try {
    const full = join(root, path);
    const stats = lstatSync(full);
    return stats.isFile() && stats.size <= MAX_PUBLISHED_BYTES ? readFileSync(full) : null;
  } catch {
    return null;
  }
}

/** Those of the files of a collection that are not there. What is there and cannot be read is not among them. */
export function missingFiles(root: string, paths: readonly string[]): string[] {
  return paths.filter((path) => {
    try {
      return lstatSync(join(root, path), { throwIfNoEntry: false }) === undefined;
    } catch {
      return false;
    }
  });
}

/** Evidence as files of the site. Each is read when it is written, because together they may exceed the memory. */
export function attachmentFiles(root: string, attachments: Iterable<Attachment>): OutputFile[] {
  return [...attachments].map(({ file, path, sha256 }) => ({
    path,
    get content(): Uint8Array {
      const bytes = readPublished(root, file);
      // Only the bytes that were checked may be published.
      if (bytes === null || createHash("sha256").update(bytes).digest("hex") !== sha256)
        throw new EnvironmentFault(`${file} was changed while the site was built: build it again`);
      return bytes;
    },
  }));
}
