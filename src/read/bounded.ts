import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import type { Blocks } from "../util/blocks.js";

const CHUNK_BYTES = 1024 * 1024;

/**
 * Reads a file, unless it is larger than `most` bytes.
 * @param blocks hold what is read, where many files are
 */
export function readBounded(path: string, most: number, blocks?: Blocks): { bytes: Uint8Array; unreadSize?: number } {
  return withFile(path, (file) => {
    const { size } = fstatSync(file);
    if (size > most) return { bytes: new Uint8Array(), unreadSize: size };
    // What says that it is empty may be no ordinary file.
    return { bytes: blocks === undefined || size === 0 ? readFileSync(file) : readInto(blocks.take(size), file) };
  });
}

function readInto(bytes: Uint8Array, file: number): Uint8Array {
  let length = 0;
  for (let read = -1; read !== 0 && length < bytes.length; length += read)
    read = readSync(file, bytes, length, bytes.length - length, null);
  return bytes.subarray(0, length);
}

/** The first bytes of a file, at most `length`. */
export function readStart(path: string, length: number): Uint8Array {
  return withFile(path, (file) => {
    const bytes = new Uint8Array(length);
    return bytes.subarray(0, readSync(file, bytes, 0, length, 0));
  });
}

/** The SHA-256 of a file in hex and its size in bytes, read in parts, so that the memory does not grow with the file. */
export function hashFile(path: string): { sha256: string; size: number } {
  return withFile(path, (file) => {
    const hash = createHash("sha256");
    const chunk = new Uint8Array(Math.min(CHUNK_BYTES, Math.max(1, fstatSync(file).size)));
    let size = 0;
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) {
      hash.update(chunk.subarray(0, read));
      size += read;
    }
    return { sha256: hash.digest("hex"), size };
  });
}

function withFile<T>(path: string, use: (file: number) => T): T {
  const file = openSync(path, "r");
  try {
    return use(file);
  } finally {
    closeSync(file);
  }
}
