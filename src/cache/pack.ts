import { randomBytes } from "node:crypto";
import { closeSync, openSync, readSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";

/** The first bytes of every pack; the last one is the version of the format. */
const MAGIC = Buffer.from("INQPACK1");
/** Magic, number of entries, checksum of the index: 8 + 4 + 4 bytes. */
const HEADER_BYTES = 16;
const KEY_BYTES = 32;
/** Key, offset in the file, length, checksum of the value, day of last use: 32 + 4 × 4 bytes. */
const ENTRY_BYTES = KEY_BYTES + 16;
const MAX_ENTRIES = 4_000_000;
/** What fits the offsets. */
const MAX_PACK_BYTES = 0xffff_ffff;
const BUFFERS_PER_WRITE = 512;
/** Values are mostly asked for in the order in which they were written: so much is read at once. */
const WINDOW_BYTES = 256 * 1024;

export interface PackEntry {
  offset: number;
  length: number;
  checksum: number;
  /** Days since 1970. */
  usedOn: number;
}

/** One file with many values: a header, an index and the values behind it. It is written once and never changed. */
export class Pack {
  readonly #file: number;
  /** What was last read, from where on, and where the value ends that was last asked for. */
  #window: Buffer = Buffer.alloc(0);
  #windowStart = 0;
  #lastEnd = 0;

  private constructor(
    file: number,
    readonly path: string,
    readonly entries: ReadonlyMap<string, PackEntry>,
    readonly bytes: number,
  ) {
    this.#file = file;
  }

  /** Opens a pack; null where the file cannot be read or its index is not what was written. */
  static open(path: string): Pack | null {
    let file: number | undefined;
    try {
      file = openSync(path, "r");
      const header = Buffer.alloc(HEADER_BYTES);
      if (readSync(file, header, 0, HEADER_BYTES, 0) < HEADER_BYTES || !header.subarray(0, 8).equals(MAGIC))
        throw BROKEN;
      const count = header.readUInt32LE(8);
      if (count > MAX_ENTRIES) throw BROKEN;
      const index = Buffer.alloc(count * ENTRY_BYTES);
      if (readSync(file, index, 0, index.length, HEADER_BYTES) < index.length) throw BROKEN;
      if (crc32(index) !== header.readUInt32LE(12)) throw BROKEN;
      const entries = new Map<string, PackEntry>();
      let bytes = HEADER_BYTES + index.length;
      for (let at = 0; at < index.length; at += ENTRY_BYTES) {
        const fields = at + KEY_BYTES;
        const length = index.readUInt32LE(fields + 4);
        entries.set(index.toString("hex", at, fields), {
          offset: index.readUInt32LE(fields),
          length,
          checksum: index.readUInt32LE(fields + 8),
          usedOn: index.readUInt32LE(fields + 12),
        });
        bytes += length;
      }
      return new Pack(file, path, entries, bytes);
    } catch {
      if (file !== undefined) closeSync(file);
      return null;
    }
  }

  /** The value of a key (hex); undefined where there is none or its bytes are not what was written. */
  get(key: string): Buffer | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    try {
      const value = this.#read(entry);
      return value.length === entry.length && crc32(value) === entry.checksum ? value : undefined;
    } catch {
      return undefined;
    }
  }

  #read({ offset, length }: PackEntry): Buffer {
    const isNext = offset >= this.#lastEnd && offset < this.#lastEnd + WINDOW_BYTES;
    this.#lastEnd = offset + length;
    const at = offset - this.#windowStart;
    if (at >= 0 && at + length <= this.#window.length) return this.#window.subarray(at, at + length);
    if (!isNext || length > WINDOW_BYTES / 8) return this.#readFrom(offset, length);
    this.#window = this.#readFrom(offset, WINDOW_BYTES);
    this.#windowStart = offset;
    return this.#window.subarray(0, length);
  }

  /** So many bytes, or those up to the end. */
  #readFrom(offset: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    return bytes.subarray(0, readSync(this.#file, bytes, 0, length, offset));
  }

  close(): void {
    closeSync(this.#file);
  }
}

const BROKEN = new Error("not a pack");

/**
 * Writes values as a new pack. The file has its name only once it is whole.
 * @param prefix the start of its name; the rest is random, so that runs at the same time do not meet
 * @throws where the system refuses
 */
export function writePack(
  folder: string,
  prefix: string,
  values: readonly { key: string; value: Uint8Array; usedOn: number }[],
): void {
  const index = Buffer.alloc(values.length * ENTRY_BYTES);
  let offset = HEADER_BYTES + index.length;
  for (const [number, { key, value, usedOn }] of values.entries()) {
    const at = number * ENTRY_BYTES;
    index.write(key, at, "hex");
    if (offset + value.length > MAX_PACK_BYTES) throw new Error("too large for one pack");
    index.writeUInt32LE(offset, at + KEY_BYTES);
    index.writeUInt32LE(value.length, at + KEY_BYTES + 4);
    index.writeUInt32LE(crc32(value), at + KEY_BYTES + 8);
    index.writeUInt32LE(usedOn, at + KEY_BYTES + 12);
    offset += value.length;
  }
  const header = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(header);
  header.writeUInt32LE(values.length, 8);
  header.writeUInt32LE(crc32(index), 12);
  const name = `${prefix}${randomBytes(8).toString("hex")}`;
  const temporary = join(folder, `${name}.part`);
  try {
    const file = openSync(temporary, "wx", 0o600);
    try {
      writeAll(file, [header, index, ...values.map(({ value }) => value)]);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, join(folder, `${name}.pack`));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Writes many small buffers with few calls. */
function writeAll(file: number, buffers: readonly Uint8Array[]): void {
  for (let at = 0; at < buffers.length; at += BUFFERS_PER_WRITE) {
    let rest: Uint8Array = Buffer.concat(buffers.slice(at, at + BUFFERS_PER_WRITE));
    while (rest.length > 0) rest = rest.subarray(writeSync(file, rest));
  }
}
