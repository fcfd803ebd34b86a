import { type Cache, cacheKey } from "../cache/cache.js";
import { INDEXED_KIND, type RecordToIndex } from "../finish/finisher.js";
import type { PlannedRecord } from "../model/search-record.js";
import type { KeptParts } from "./kept-parts.js";

/** The hash of each record, by what it follows from: all facts and its body, or its outline and its body. */
const RECORDS = "records";

/**
 * Knows from earlier builds what the search index takes of documents, most of which then need no record.
 *
 * Only the finisher reads that, since it may do so in another thread.
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
  #isDoubted = false;

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
    if (this.#parts === null || this.#language === null || document === null) return { record: make(), key: null };
    const key = this.#parts.recordKey(document.path);
    const known = this.#known(key);
    if (known !== undefined) return { record: null, key: known };
    const outline = document.outline();
    const ownKey = this.#parts.recordKey(document.path, JSON.stringify(outline));
    const same = this.#known(ownKey);
    if (same !== undefined) {
      this.#made.push([key, same]);
      return { record: null, key: same };
    }
    const record = make(outline);
    // A record that is made again is seldom another.
    const hash = cacheKey(this.#language, JSON.stringify(record));
    this.#made.push([key, hash], [ownKey, hash]);
    return { record, key: hash };
  }

  /** Has all records made from now on, since what was kept of one could not be read. */
  doubt(): void {
    this.#isDoubted = true;
  }

  /** The hash of the record with a key, where what the index takes of it is kept too. */
  #known(key: string): string | undefined {
    const hash = this.#isDoubted ? undefined : this.#cache.get(RECORDS, key);
    const hex = hash && Buffer.from(hash).toString("hex");
    return hex !== undefined && this.#cache.has(INDEXED_KIND, hex) ? hex : undefined;
  }

  /** Keeps what was made, once nothing hidden was found in the site. */
  save(): void {
    for (const [key, hash] of this.#made) this.#cache.put(RECORDS, key, Buffer.from(hash, "hex"));
  }
}
