import { hash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { OutputFile } from "../model/page.js";
import { INDEX_FOLDER } from "./index-format.js";

export type PackedFile = OutputFile & { content: Uint8Array };

/** What was compressed before, by a hash of it. */
export interface PackMemo {
  get(key: string): Uint8Array | undefined;
  put(key: string, bytes: Uint8Array): void;
}

/** A file of the index. */
export function packed(name: string, content: unknown, memo?: PackMemo): PackedFile {
  return packedFile(name, memo ? remembered(JSON.stringify(content), memo) : compressed(content));
}

export function packedFile(name: string, content: Uint8Array): PackedFile {
  return {
    path: `${INDEX_FOLDER}${name}.idx`,
    content: Buffer.from(content.buffer, content.byteOffset, content.length),
  };
}

function remembered(text: string, memo: PackMemo): Uint8Array {
  const key = hash("sha256", text);
  const known = memo.get(key);
  if (known) return known;
  const bytes = compressedText(text);
  memo.put(key, bytes);
  return bytes;
}

/** What a file of the index holds, compressed at once, so that what it is made of can go. */
export function compressed(content: unknown): Uint8Array {
  return compressedText(JSON.stringify(content));
}

function compressedText(text: string): Uint8Array {
  // Not every static host compresses what it serves. Level 9 takes three times as long and saves a fiftieth.
  const bytes = gzipSync(text, { level: 6 });
  // Compression returns a part of 16 KB, all of which would stay in memory; a copy has its own size.
  return Uint8Array.from(bytes);
}
