import { hash } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { Pack, writePack } from "./pack.js";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Values that no run has used for so long are dropped. */
const MAX_UNUSED_DAYS = 30;
/** What the packs of all programs and collections may take. */
const MAX_CACHE_BYTES = 1024 * 1024 * 1024;
/** Values of one kind that wait for `save` are written when they take more, so that they do not fill the memory. */
const MAX_WAITING_BYTES = 32 * 1024 * 1024;
/** With more packs of one kind the smaller ones are merged. */
const MAX_PACKS = 8;
/** Longer texts are hashed by themselves: to join them costs as much. */
const MAX_JOINED = 4096;
/** Names of packs, of unfinished ones too. Nothing else in the folder is touched. */
const PACK_NAME = /^[a-z]+-[0-9a-f]{16}-[0-9a-f]{16}\.(?:pack|part)$/;

/**
 * Keeps between runs what is computed from content, so that what has not changed is not computed again.
 *
 *     const key = cacheKey("postmortem", options, bytes);
 *     let value = cache.get("bodies", key);
 *     if (value === undefined) cache.put("bodies", key, (value = make()));
 *
 * and `cache.save()` once at the end of the run, which the command does that opened the cache.
 *
 * A key is a hash of everything that the value follows from, but for the program: each build of the program has values
 * of its own. A value that cannot be read, or is not what was written, is no value. The folder may be shared: a reader
 * treats a value as data that anybody could have written.
 */
export class Cache {
  readonly #kinds = new Map<string, Kind>();
  readonly #program: string;

  /**
   * @param folder where the packs are; null: nothing is kept
   * @param program tells builds of the program apart
   * @param now milliseconds since 1970
   */
  constructor(
    readonly folder: string | null,
    program: string,
    readonly now: number = Date.now(),
  ) {
    this.#program = cacheKey(program).slice(0, 16);
  }

  /**
   * @param kind lower-case letters; values of one kind are in one place, so that a command opens only what it needs
   * @param key as `cacheKey` makes it
   */
  get(kind: string, key: string): Uint8Array | undefined {
    return this.folder === null ? undefined : this.#kind(kind, this.folder).get(key);
  }

  /** Keeps a value once `save` is called, or before where there are many. One that this run got by `get` is not written again. */
  put(kind: string, key: string, value: Uint8Array): void {
    if (this.folder !== null) this.#kind(kind, this.folder).put(key, value);
  }

  /** Writes what is new, and drops what has not been used for long. Where that fails, nothing is kept. */
  save(): void {
    if (this.folder === null) return;
    const wrote = [...this.#kinds.values()].map((kind) => kind.save());
    this.#kinds.clear();
    if (wrote.includes(true)) dropOld(this.folder, this.now);
  }

  #kind(name: string, folder: string): Kind {
    const kind = this.#kinds.get(name) ?? new Kind(folder, `${name}-${this.#program}-`, this.now);
    this.#kinds.set(name, kind);
    return kind;
  }
}

/** Keeps nothing. */
export const NO_CACHE = new Cache(null, "");

/** A hash of parts, in hex. Where one part ends and the next starts makes a difference. */
export function cacheKey(...parts: readonly (string | Uint8Array)[]): string {
  const texts = parts.map((part) => {
    if (typeof part !== "string") return `b${hash("sha256", part)}`;
    return part.length > MAX_JOINED ? `t${hash("sha256", part)}` : `${part.length}s${part}`;
  });
  // Most parts are short and keys are many, so that each call counts.
  return hash("sha256", texts.join(""));
}

/** The values of one kind: packs on the disk, and what is new. */
class Kind {
  readonly #packs: readonly Pack[];
  readonly #new = new Map<string, Uint8Array>();
  readonly #used = new Set<string>();
  #newBytes = 0;
  #hasWritten = false;

  constructor(
    readonly folder: string,
    readonly prefix: string,
    readonly now: number,
  ) {
    this.#packs = packNames(folder)
      .filter((name) => name.startsWith(prefix) && name.endsWith(".pack"))
      .flatMap((name) => Pack.open(join(folder, name)) ?? []);
  }

  get(key: string): Buffer | undefined {
    for (const pack of this.#packs) {
      const value = pack.get(key);
      if (value === undefined) continue;
      this.#used.add(key);
      return value;
    }
    return undefined;
  }

  put(key: string, value: Uint8Array): void {
    if (this.#used.has(key)) return;
    this.#new.set(key, value);
    this.#newBytes += value.length;
    if (this.#newBytes <= MAX_WAITING_BYTES) return;
    try {
      this.#write();
    } catch {
      // Nothing is kept then, as in `save`.
      this.#new.clear();
    }
    this.#newBytes = 0;
  }

  #write(): void {
    const values = Array.from(this.#new, ([key, value]) => ({ key, value, usedOn: this.#today() }));
    if (values.length === 0) return;
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    writePack(this.folder, this.prefix, values);
    this.#new.clear();
    this.#hasWritten = true;
  }

  /** @returns whether something was written */
  save(): boolean {
    try {
      this.#write();
      if (this.#hasWritten) this.#merge();
      this.#touch();
      return this.#hasWritten;
    } catch {
      return false;
    } finally {
      for (const pack of this.#packs) pack.close();
    }
  }

  #today(): number {
    return Math.floor(this.now / DAY_MS);
  }

  /** Makes one pack of the smaller ones. Those that are as large as all smaller ones together stay as they are. */
  #merge(): void {
    if (this.#packs.length < MAX_PACKS) return;
    const merged: Pack[] = [];
    let bytes = 0;
    for (const pack of [...this.#packs].sort((a, b) => a.bytes - b.bytes)) {
      if (merged.length >= 2 && pack.bytes > bytes) break;
      merged.push(pack);
      bytes += pack.bytes;
    }
    const values = new Map<string, { key: string; value: Uint8Array; usedOn: number }>();
    for (const pack of merged)
      for (const [key, { usedOn }] of pack.entries) {
        const day = this.#used.has(key) ? this.#today() : usedOn;
        const value = values.has(key) || this.#today() - day > MAX_UNUSED_DAYS ? undefined : pack.get(key);
        if (value !== undefined) values.set(key, { key, value, usedOn: day });
      }
    writePack(this.folder, this.prefix, [...values.values()]);
    for (const { path } of merged) rmSync(path, { force: true });
  }

  /** Marks packs as used, once a day. */
  #touch(): void {
    for (const { path, entries } of this.#packs) {
      const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: this.now };
      if (this.now - mtimeMs > DAY_MS && [...entries.keys()].some((key) => this.#used.has(key)))
        utimesSync(path, this.now / 1000, this.now / 1000);
    }
  }
}

function packNames(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => PACK_NAME.test(name));
  } catch {
    return [];
  }
}

/** Removes packs that were not used for long, unfinished ones of a day ago, and the oldest where all take too much. */
function dropOld(folder: string, now: number): void {
  const packs = packNames(folder)
    .flatMap((name) => {
      const stats = statSync(join(folder, name), { throwIfNoEntry: false });
      return stats ? { name, size: stats.size, age: now - stats.mtimeMs } : [];
    })
    .sort((a, b) => a.age - b.age);
  let bytes = 0;
  for (const { name, size, age } of packs) {
    const most = name.endsWith(".part") ? DAY_MS : MAX_UNUSED_DAYS * DAY_MS;
    bytes += size;
    if (age > most || bytes > MAX_CACHE_BYTES)
      try {
        rmSync(join(folder, name), { force: true });
      } catch {
        // Another program holds it open: it is removed another time.
      }
  }
}
