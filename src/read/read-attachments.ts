import { createHash } from "node:crypto";
import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Attachment } from "../model/attachment.js";
import { EnvironmentFault } from "../model/environment-fault.js";
import type { OutputFile } from "../model/page.js";
import { existsWithin } from "./exists-within.js";

/** What is larger does not go into a site: hosts of pages refuse it, and readers wait for it. */
const MOST_BYTES = 25 * 1024 * 1024;

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
    return stats.isFile() && stats.size <= MOST_BYTES ? readFileSync(full) : null;
  } catch {
    return null;
  }
}

/** Files of evidence as files of the site. Each is read when it is written: all at once can be more than memory holds. */
export function attachmentFiles(root: string, attachments: Iterable<Attachment>): OutputFile[] {
  return [...attachments].map(({ file, path, sha256 }) => ({
    path,
    get content(): Uint8Array {
      const bytes = readPublished(root, file);
      // What was judged harmless is what is published.
      if (bytes === null || createHash("sha256").update(bytes).digest("hex") !== sha256)
        throw new EnvironmentFault(`${file} was changed while the site was built: build it again`);
      return bytes;
    },
  }));
}
