import { randomBytes } from "node:crypto";
import { closeSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";

/** The first bytes of every pack; the last one is the version of the format. */
const MAGIC = Buffer.from("INQPACK2");
/** Magic, number of entries, checksum and offset of the index: 8 + 3 × 4 bytes. */
const HEADER_BYTES = 20;
const KEY_BYTES = 32;
/** Key, offset in the file, length, checksum of the value, day of last use: 32 + 4 × 4 bytes. */
const ENTRY_BYTES = KEY_BYTES + 16;
const MAX_ENTRIES = 4_000_000;
/** What fits the offsets. */
const MAX_PACK_BYTES = 0xffff_ffff;
/** So many bytes of values, and values, are written at once. */
const BYTES_PER_WRITE = 1024 * 1024;
const VALUES_PER_WRITE = 512;
/** Values are mostly asked for in the order in which they were written: so much is read at once. */
const WINDOW_BYTES = 256 * 1024;

export interface PackEntry {
  offset: number;
  length: number;
  checksum: number;
  /** Days since 1970. */
  usedOn: number;
}

/** One file with many values: a header, the values and an index behind them. It is written once and never changed. */
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
      const start = header.readUInt32LE(16);
      if (readSync(file, index, 0, index.length, start) < index.length) throw BROKEN;
      if (crc32(index) !== header.readUInt32LE(12)) throw BROKEN;
      const entries = new Map<string, PackEntry>();
      for (let at = 0; at < index.length; at += ENTRY_BYTES) {
        const fields = at + KEY_BYTES;
        entries.set(index.toString("hex", at, fields), {
          offset: index.readUInt32LE(fields),
          length: index.readUInt32LE(fields + 4),
          checksum: index.readUInt32LE(fields + 8),
          usedOn: index.readUInt32LE(fields + 12),
        });
      }
      return new Pack(file, path, entries, start + index.length);
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
 * Writes a new pack from values that come one by one, and need not be in memory together. Of values with one key the last counts.
 * The file has its name only once it is whole.
 */
export class PackWriter {
  readonly #folder: string;
  readonly #name: string;
  #file: number | null = null;
  #index = Buffer.alloc(64 * ENTRY_BYTES);
  #count = 0;
  /** Where the next value goes. */
  #offset = HEADER_BYTES;
  /** Those that are not written yet. */
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;

  /** @param prefix the start of its name; the rest is random, so that runs at the same time do not meet */
  constructor(folder: string, prefix: string) {
    this.#folder = folder;
    this.#name = `${prefix}${randomBytes(8).toString("hex")}`;
  }

  /** @throws where the system refuses */
  add(key: string, value: Uint8Array, usedOn: number): void {
    if (this.#offset + value.length > MAX_PACK_BYTES) throw new Error("too large for one pack");
    const at = this.#count++ * ENTRY_BYTES;
    if (at === this.#index.length) this.#index = Buffer.concat([this.#index, Buffer.alloc(at)]);
    this.#index.write(key, at, "hex");
    this.#index.writeUInt32LE(this.#offset, at + KEY_BYTES);
    this.#index.writeUInt32LE(value.length, at + KEY_BYTES + 4);
    this.#index.writeUInt32LE(crc32(value), at + KEY_BYTES + 8);
    this.#index.writeUInt32LE(usedOn, at + KEY_BYTES + 12);
    this.#offset += value.length;
    this.#waiting.push(value);
    this.#waitingBytes += value.length;
    if (this.#waitingBytes >= BYTES_PER_WRITE || this.#waiting.length >= VALUES_PER_WRITE) this.#write();
  }

  /** Gives the file its name. @throws where the system refuses */
  finish(): void {
    const index = this.#index.subarray(0, this.#count * ENTRY_BYTES);
    this.#waiting.push(index);
    const file = this.#write();
    const header = Buffer.alloc(HEADER_BYTES);
    MAGIC.copy(header);
    header.writeUInt32LE(this.#count, 8);
    header.writeUInt32LE(crc32(index), 12);
    header.writeUInt32LE(this.#offset, 16);
    writeSync(file, header, 0, HEADER_BYTES, 0);
    this.#close();
    renameSync(this.#temporary, join(this.#folder, `${this.#name}.pack`));
  }

  /** Removes what was written. */
  discard(): void {
    this.#close();
    try {
      rmSync(this.#temporary, { force: true });
    } catch {
      // There is no such folder.
    }
  }

  get #temporary(): string {
    return join(this.#folder, `${this.#name}.part`);
  }

  /** Writes many small buffers with few calls. */
  #write(): number {
    this.#file ??= this.#open();
    let rest: Uint8Array = Buffer.concat(this.#waiting);
    [this.#waiting, this.#waitingBytes] = [[], 0];
    while (rest.length > 0) rest = rest.subarray(writeSync(this.#file, rest));
    return this.#file;
  }

  #open(): number {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const file = openSync(this.#temporary, "wx", 0o600);
    if (unfinished.size === 0) process.on("exit", discardAll);
    unfinished.add(this);
    writeSync(file, Buffer.alloc(HEADER_BYTES));
    return file;
  }

  #close(): void {
    if (this.#file === null) return;
    closeSync(this.#file);
    this.#file = null;
    unfinished.delete(this);
    if (unfinished.size === 0) process.off("exit", discardAll);
  }
}

/** A run that ends before it saves leaves none of their files. */
const unfinished = new Set<PackWriter>();

function discardAll(): void {
  for (const writer of unfinished) writer.discard();
}
