import { createHash } from "node:crypto";
import type { Attachment } from "../../../model/attachment.js";
import { publishedForm } from "./published-form.js";

/** A part of a path that every web server and file system accepts unchanged. */
const PART = /^[^.\s\p{Cc}\\:*?"<>|#%][^\p{Cc}\\:*?"<>|]*(?<![.\s])$/u;

/**
 * Says how each file of evidence is published. What cannot be read, is not what was registered, or has a name that not every
 * server can serve, is left out: its page then says that it is not published.
 * `hashes` has the SHA-256 of each file that was read, of those that are left out too.
 * @param files paths relative to the collection's folder, sorted
 * @param read the bytes of a file, or null; called once for each, so that no more than one is held
 * @param registered the hashes that entries state of a file; a file that differs from one of them is not published
 * @param memo caches the result for files that have not changed
 */
export function describeAttachments(
  files: readonly string[],
  read: (file: string) => Uint8Array | null,
  registered: ReadonlyMap<string, ReadonlySet<string>> = new Map(),
  memo: <T>(file: string, make: () => T) => T = (_, make) => make(),
): { attachments: ReadonlyMap<string, Attachment>; hashes: ReadonlyMap<string, string> } {
  const hashes = new Map<string, string>();
  const attachments = new Map<string, Attachment>();
  const taken = new Set(files.map((file) => file.toLowerCase()));
  for (const file of files) {
    const form = file.split("/").every((part) => PART.test(part)) ? memo(file, () => formOf(file, read(file))) : null;
    if (form === null) continue;
    hashes.set(file, form.sha256);
    if ([...(registered.get(file) ?? [])].some((sha256) => sha256 !== form.sha256)) continue;
    const { ending, ...described } = form;
    let path = `${file}${ending}`;
    // Beside `notes` there may be a `notes.txt`.
    while (path !== file && taken.has(path.toLowerCase())) path += ending;
    taken.add(path.toLowerCase());
    attachments.set(file, { file, path, ...described });
  }
  return { attachments, hashes };
}

function formOf(file: string, bytes: Uint8Array | null) {
  if (bytes === null) return null;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { ...publishedForm(file, bytes), size: bytes.byteLength, sha256 };
}
