import { lstat, readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { gitText } from "./git.js";

/** What git's index holds of a file: its content as staged, and what the file on disk was like when git last looked. */
export interface IndexEntry {
  /** The blob, in hexadecimal. */
  hash: string;
  /** In nanoseconds since 1970. */
  modified: bigint;
  size: number;
  /** Left out of the working tree on purpose. */
  skipped: boolean;
}

const SIGNATURE = "DIRC";
const HEADER_BYTES = 12;
/** The fields before the name, in SHA-1 repositories. */
const ENTRY_BYTES = 62;
const EXTENDED = 0x4000;
const SKIP_WORKTREE = 0x4000;

/**
 * Reads the index, by path from the top of the repository. Git itself is not asked, because the commands that tell what
 * changed can run programs that the repository's configuration names.
 *
 * Source of the format: gitformat-index(5), versions 2 to 4.
 * @returns empty where the format is not one of these; symbolic links, submodules and unmerged files are left out
 */
function readIndex(bytes: Buffer): Map<string, IndexEntry> {
  const entries = new Map<string, IndexEntry>();
  const version = bytes.length < HEADER_BYTES ? 0 : bytes.readUInt32BE(4);
  if (bytes.toString("latin1", 0, 4) !== SIGNATURE || version < 2 || version > 4) return entries;
  let at = HEADER_BYTES;
  let path = "";
  for (let left = bytes.readUInt32BE(8); left > 0 && at + ENTRY_BYTES < bytes.length; left--) {
    const start = at;
    const flags = bytes.readUInt16BE(at + 60);
    at += ENTRY_BYTES;
    let more = 0;
    if (flags & EXTENDED) {
      more = bytes.readUInt16BE(at);
      at += 2;
    }
    let kept = "";
    if (version === 4) {
      const cut = offsetAt(bytes, at);
      kept = path.slice(0, Math.max(0, path.length - cut.value));
      at = cut.end;
    }
    const end = bytes.indexOf(0, at);
    if (end < 0) break;
    // Kept as one character a byte, so that a cut in bytes is one in characters.
    path = kept + bytes.toString("latin1", at, end);
    at = version === 4 ? end + 1 : start + Math.ceil((end + 1 - start) / 8) * 8;
    const isFile = (bytes.readUInt32BE(start + 24) & 0xf000) === 0x8000;
    const stage = (flags >> 12) & 3;
    if (!isFile || stage !== 0) continue;
    entries.set(Buffer.from(path, "latin1").toString("utf8"), {
      hash: bytes.toString("hex", start + 40, start + 60),
      modified: BigInt(bytes.readUInt32BE(start + 8)) * 1_000_000_000n + BigInt(bytes.readUInt32BE(start + 12)),
      size: bytes.readUInt32BE(start + 36),
      skipped: (more & SKIP_WORKTREE) !== 0,
    });
  }
  return entries;
}

/** How much of the path before is cut, in the form that git uses for offsets in packs. */
function offsetAt(bytes: Buffer, start: number): { value: number; end: number } {
  let at = start;
  let byte = bytes[at++] ?? 0;
  let value = byte & 127;
  while (byte & 128 && at < bytes.length) {
    byte = bytes[at++] ?? 0;
    value = (value + 1) * 128 + (byte & 127);
  }
  return { value, end: at };
}

/** The index, and when it was written, in nanoseconds since 1970. */
export async function indexOf(top: string): Promise<{ entries: Map<string, IndexEntry>; written: bigint }> {
  try {
    // In a linked working tree the path is absolute.
    const path = resolve(top, (await gitText(top, ["rev-parse", "--git-path", "index"])).replace(/\n$/, ""));
    const [bytes, { mtimeNs }] = await Promise.all([readFile(path), lstat(path, { bigint: true })]);
    return { entries: readIndex(bytes), written: mtimeNs };
  } catch {
    return { entries: new Map(), written: 0n };
  }
}
