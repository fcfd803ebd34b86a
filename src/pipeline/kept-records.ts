import { type Cache, cacheKey } from "../cache/cache.js";
import type { RecordToIndex } from "../finish/finisher.js";
import type { PlannedRecord } from "../model/search-record.js";
import { readIndexed } from "../search/indexed-record.js";
import type { KeptParts } from "./kept-parts.js";

/** The hash of each record, by what it follows from: all facts and its body, or its outline and its body. */
const RECORDS = "records";
/** What the index takes of a record, by its hash: a record that is made again is seldom another. */
const INDEXED = "indexed";

/**
 * Knows from earlier builds what the search index takes of documents, most of which then need no record.
 *
 * Who can write the cache can say of a document what a search finds and shows of it, as with its front matter: as text, and with
 * a link into the site, since both are made where they are shown.
 */
export class KeptRecords {
  readonly #cache: Cache;
  readonly #parts: KeptParts | null;
  readonly #language: string | null;
  /** The hash of each record that was made, by what it follows from. */
  readonly #made: [key: string, hash: string][] = [];

  /**
   * @param parts tells what records follow from; null: none is kept
   * @param language that of the index; null: there is none, and records are made to be looked at
   */
  constructor(cache: Cache, parts: KeptParts | null, language: string | null) {
    this.#cache = cache;
    this.#parts = parts;
    this.#language = language;
  }

  find({ document, make }: PlannedRecord): RecordToIndex {
    if (this.#parts === null || this.#language === null || document === null)
      return { record: make(), indexed: null, key: null };
    const key = this.#parts.recordKey(document.path);
    const kept = this.#known(key);
    if (kept) return { record: null, indexed: kept.indexed, key: null };
    const outline = document.outline();
    const ownKey = this.#parts.recordKey(document.path, JSON.stringify(outline));
    const same = this.#known(ownKey);
    if (same) {
      this.#made.push([key, same.hash]);
      return { record: null, indexed: same.indexed, key: null };
    }
    const record = make(outline);
    const hash = cacheKey(this.#language, JSON.stringify(record));
    this.#made.push([key, hash], [ownKey, hash]);
    const indexed = this.#indexed(hash) ?? null;
    return { record, indexed, key: indexed === null ? hash : null };
  }

  /** The hash of the record with a key, and what the index takes of it, where both are known. */
  #known(key: string) {
    const hash = this.#cache.get(RECORDS, key);
    const hex = hash && Buffer.from(hash).toString("hex");
    const indexed = hex && this.#indexed(hex);
    return indexed ? { hash: hex, indexed } : undefined;
  }

  /** @param hash of the record */
  keep(hash: string, indexed: Uint8Array): void {
    this.#cache.put(INDEXED, hash, indexed);
  }

  /** Keeps what was made, once nothing hidden was found in the site. */
  save(): void {
    for (const [key, hash] of this.#made) this.#cache.put(RECORDS, key, Buffer.from(hash, "hex"));
  }

  #indexed(hash: string) {
    const bytes = this.#cache.get(INDEXED, hash);
    return bytes && readIndexed(bytes);
  }
}
