import { hash } from "node:crypto";
import { memoize } from "../util/memoize.js";
import { gitObjects } from "./git.js";

/** The git blob hash of some bytes, for SHA-1 repositories; in SHA-256 repositories every file looks changed. */
export const blobHash = memoize((bytes: Uint8Array): string =>
  hash("sha1", Buffer.concat([Buffer.from(`blob ${bytes.length}\0`), bytes])),
);

/** Reads blobs by their hashes in one process; missing ones are left out. */
export async function readBlobs(folder: string, hashes: readonly string[]): Promise<Map<string, Uint8Array>> {
  const blobs = new Map<string, Uint8Array>();
  if (hashes.length === 0) return blobs;
  const printed = await gitObjects(folder, hashes);
  const output = Buffer.from(printed.buffer, printed.byteOffset, printed.length);
  for (let at = 0; at < output.length; ) {
    const lineEnd = output.indexOf(10, at);
    if (lineEnd < 0) break;
    // <hash> blob <size>, then the bytes and a line break; or <hash> missing
    const [hash, type, size] = output.toString("latin1", at, lineEnd).split(" ");
    at = lineEnd + 1;
    if (hash === undefined || size === undefined) continue;
    if (type === "blob") blobs.set(hash, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return blobs;
}
