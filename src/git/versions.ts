import { blobHash, readBlobs } from "./blobs.js";
import { gitIn } from "./git.js";

/** Earlier versions that are read of one file. */
const MAX_VERSIONS = 20;

/**
 * The earlier versions of files in the history of HEAD, newest first, since each file was last added. The newest ones
 * are left out as long as they equal the current file. Without git or a commit there are none. One log pass and one
 * `cat-file` process, whatever the number of files.
 * @param folder a folder; paths are relative to it, with `/`
 * @param current the current bytes of the files, by path
 */
export async function earlierVersions(
  folder: string,
  current: ReadonlyMap<string, Uint8Array>,
): Promise<Map<string, Uint8Array[]>> {
  if (current.size === 0) return new Map();
  try {
    const log = await gitIn(folder).raw([
      "log",
      "--raw",
      "-z",
      "--relative",
      "--no-abbrev",
      "--no-renames",
      "--no-show-signature",
      "--format=",
      "HEAD",
      "--",
      ".",
    ]);
    const versions = versionsIn(log);
    const wanted = new Map<string, string[]>();
    for (const [path, bytes] of current) {
      const now = blobHash(bytes);
      const all = versions.get(path) ?? [];
      // A version equal to the current file counts if another one came after it: that one was reverted.
      const hashes = all.slice(all.findIndex((hash) => hash !== now));
      if (all.some((hash) => hash !== now)) wanted.set(path, hashes.slice(0, MAX_VERSIONS));
    }
    const blobs = await readBlobs(folder, [...new Set([...wanted.values()].flat())]);
    return new Map(
      [...wanted].map(([path, hashes]) => [path, hashes.flatMap((hash) => blobs.get(hash) ?? [])] as const),
    );
  } catch {
    return new Map();
  }
}

/** The blobs of each path, newest first, up to where the path was last deleted. */
function versionsIn(log: string): Map<string, string[]> {
  const versions = new Map<string, string[]>();
  const ended = new Set<string>();
  const fields = log.split("\0");
  for (let i = 0; i + 1 < fields.length; i++) {
    // :100644 100644 <old> <new> M, then the path
    const [, , , hash, status] = (fields[i] ?? "").trim().split(" ");
    if (hash === undefined || status === undefined) continue;
    const path = fields[++i] ?? "";
    if (ended.has(path)) continue;
    if (status === "D") ended.add(path);
    else versions.set(path, [...(versions.get(path) ?? []), hash]);
  }
  return versions;
}
