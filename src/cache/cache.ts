import { hash } from "node:crypto";
import { readdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { Pack, PackWriter } from "./pack.js";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Values that no run has used for so long are dropped. */
const MAX_UNUSED_DAYS = 30;
/** What the packs of all programs and collections may take. */
const MAX_CACHE_BYTES = 1024 * 1024 * 1024;
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
  readonly #prefix: string;

  /**
   * @param folder where the packs are; null: nothing is kept
   * @param program tells builds of the program apart
   * @param now milliseconds since 1970
   */
  constructor(
    readonly folder: string | null,
    readonly program: string,
    readonly now: number = Date.now(),
  ) {
    this.#prefix = cacheKey(program).slice(0, 16);
  }

  /** What another thread makes a cache of that has the same values. */
  get place(): CachePlace {
    return { folder: this.folder, program: this.program, now: this.now };
  }

  /**
   * @param kind lower-case letters; values of one kind are in one place, so that a command opens only what it needs
   * @param key as `cacheKey` makes it
   */
  get(kind: string, key: string): Uint8Array | undefined {
    return this.folder === null ? undefined : this.#kind(kind, this.folder).get(key);
  }

  /** Whether there is a value, which may still prove to be unreadable when it is got. */
  has(kind: string, key: string): boolean {
    return this.folder !== null && this.#kind(kind, this.folder).has(key);
  }

  /** Keeps a value once `save` is called. One that this run got by `get` is not written again. */
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
    const kind = this.#kinds.get(name) ?? new Kind(folder, `${name}-${this.#prefix}-`, this.now);
    this.#kinds.set(name, kind);
    return kind;
  }
}

/** As the constructor of `Cache` has them. */
export type CachePlace = Pick<Cache, "folder" | "program" | "now">;

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

/** The values of one kind: packs on the disk, and one of what is new, which is written as it comes so that it does not fill the memory. */
class Kind {
  readonly #packs: readonly Pack[];
  readonly #used = new Set<string>();
  /** Null: nothing is new; undefined: it could not be written. */
  #new: PackWriter | null | undefined = null;

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

  has(key: string): boolean {
    return this.#packs.some(({ entries }) => entries.has(key));
  }

  put(key: string, value: Uint8Array): void {
    if (this.#used.has(key) || this.#new === undefined) return;
    this.#new ??= new PackWriter(this.folder, this.prefix);
    try {
      this.#new.add(key, value, this.#today());
    } catch {
      this.#drop();
    }
  }

  /** Nothing is kept then. */
  #drop(): void {
    this.#new?.discard();
    this.#new = undefined;
  }

  /** @returns whether something was written */
  save(): boolean {
    try {
      if (this.#new) {
        this.#new.finish();
        this.#merge();
      }
      this.#touch();
      return Boolean(this.#new);
    } catch {
      this.#drop();
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
    const writer = new PackWriter(this.folder, this.prefix);
    const seen = new Set<string>();
    for (const pack of merged)
      for (const [key, { usedOn }] of pack.entries) {
        const day = this.#used.has(key) ? this.#today() : usedOn;
        const value = seen.has(key) || this.#today() - day > MAX_UNUSED_DAYS ? undefined : pack.get(key);
        if (value === undefined) continue;
        seen.add(key);
        writer.add(key, value, day);
      }
    writer.finish();
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
