import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";

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

const FIRST_BLOCK_BYTES = 16 * 1024;
const GROWTH = 8;
/** The system gets back what is as large; smaller blocks the allocator keeps. What of a block is not used takes no memory. */
const MAX_BLOCK_BYTES = 64 * 1024 * 1024;
/** Larger files have a block of their own. */
const MAX_SHARING_BYTES = 128 * 1024;

/**
 * Memory for the bytes of many small files that are freed together: each for itself would leave a hole between others, which
 * the process does not give back.
 */
export class Blocks {
  #free = new Uint8Array(0);
  #next = FIRST_BLOCK_BYTES;

  take(size: number): Uint8Array {
    if (size > this.#free.length) {
      if (size > MAX_SHARING_BYTES) return new Uint8Array(size);
      this.#free = new Uint8Array(Math.max(this.#next, size));
      this.#next = Math.min(this.#next * GROWTH, MAX_BLOCK_BYTES);
    }
    const taken = this.#free.subarray(0, size);
    this.#free = this.#free.subarray(size);
    return taken;
  }
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
