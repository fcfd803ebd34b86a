import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";

const CHUNK_BYTES = 1024 * 1024;

/** Reads a file, unless it is larger than `most` bytes. */
export function readBounded(path: string, most: number): { bytes: Uint8Array; unreadSize?: number } {
  return withFile(path, (file) => {
    const { size } = fstatSync(file);
    return size > most ? { bytes: new Uint8Array(), unreadSize: size } : { bytes: readFileSync(file) };
  });
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
