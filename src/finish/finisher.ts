import type { Cache } from "../cache/cache.js";
import type { OutputFile, UnfinishedFile } from "../model/page.js";
import type { SearchRecord } from "../model/search-record.js";
import { finishedFiles } from "../render/finished-files.js";
import { SearchIndex } from "../search/build-index.js";
import { indexedBytes, readIndexed } from "../search/indexed-record.js";
import { loadLanguage } from "../search/languages.js";
import type { PackMemo } from "../search/packed-file.js";

/** Does with the files of a site what follows from each alone, and gives them away. */
export interface Finisher {
  take(file: UnfinishedFile): Promise<void>;
  /** Takes files over from the earlier site, if all of them still have their bytes: `takenOver` says whether. */
  takeOver(files: EarlierFiles): Promise<void>;
  /** Says of those that were to be taken over since it was asked last, in their order, whether they are in the new site. */
  takenOver(): Promise<boolean[]>;
  /** Takes what the search index is made of, in its order. */
  add(record: RecordToIndex): Promise<void>;
  /** Makes the search index, when all records were added, unless one is missing. */
  endIndex(): Promise<void>;
  /** Whether the search index was made that was ended last; otherwise all its records have to be added again. */
  isIndexed(): Promise<boolean>;
  /** Waits until everything is done that was taken. @throws what went wrong with it first */
  settle(): Promise<void>;
  /** Ends it, even if something is not done yet. */
  close(): Promise<void>;
}

/** Files of the earlier site that are taken over together, or not at all. */
export interface EarlierFiles {
  /** The SHA-256 of each, in hex, by path. */
  hashes: ReadonlyMap<string, string>;
  /** Whether they need not be searched. */
  isSearched: boolean;
}

/** A record for the search index. */
export interface RecordToIndex {
  /** Is looked at; null: an earlier build has looked at the same, for all that is hidden now. */
  record: SearchRecord | null;
  /** Under which the cache keeps what the index takes of it; null: it does not. */
  key: string | null;
}

/** What gets the finished files. */
export interface FinishedSink {
  /** Sees all that is published, in a form in which it can be searched; null: nothing has to be. */
  look: ((file: OutputFile) => void) | null;
  put: (file: OutputFile) => Promise<void>;
  /** Takes files over from the earlier site, and has them looked at. @returns whether they are in the new site */
  takeOver: (hashes: EarlierFiles["hashes"], look: FinishedSink["look"]) => Promise<boolean>;
}

/** The kind of what the cache keeps of records for the search index, as `readIndexed` reads it. */
export const INDEXED_KIND = "indexed";
/** The kind of the compressed files of the search index. */
const PACKED_KIND = "packed";

/**
 * Finishes each file when it is taken.
 *
 * Who can write the cache can say what a search finds, and shows as text: see `KeptRecords`.
 */
export class DirectFinisher implements Finisher {
  readonly #sink: FinishedSink;
  readonly #language: string | null;
  readonly #cache: Cache;
  #index: SearchIndex | null = null;
  /** Whether a record was neither given nor could be read. */
  #isMissing = false;
  #takenOver: boolean[] = [];

  /**
   * @param language that of the search index, BCP 47; null: it has none
   * @param cache what earlier builds made for the search index
   */
  constructor(sink: FinishedSink, language: string | null, cache: Cache) {
    this.#sink = sink;
    this.#language = language;
    this.#cache = cache;
  }

  async take(file: UnfinishedFile): Promise<void> {
    for (const finished of finishedFiles(file)) {
      this.#sink.look?.(finished);
      await this.#sink.put(finished);
    }
  }

  async takeOver({ hashes, isSearched }: EarlierFiles): Promise<void> {
    this.#takenOver.push(await this.#sink.takeOver(hashes, isSearched ? null : this.#sink.look));
  }

  async takenOver(): Promise<boolean[]> {
    return this.#takenOver.splice(0);
  }

  async add({ record, key }: RecordToIndex): Promise<void> {
    if (record) this.#sink.look?.(recordFile(record));
    const index = await this.openIndex();
    const bytes = key === null ? undefined : this.#cache.get(INDEXED_KIND, key);
    const known = bytes && readIndexed(bytes);
    if (known) index?.addIndexed(known);
    else if (record && index) {
      const made = index.add(record);
      if (key !== null) this.#cache.put(INDEXED_KIND, key, indexedBytes(made));
    } else if (index) this.#isMissing = true;
  }

  async endIndex(): Promise<void> {
    const index = await this.openIndex();
    if (!this.#isMissing) for (const file of index?.files() ?? []) await this.#sink.put(file);
    this.#index = null;
  }

  async isIndexed(): Promise<boolean> {
    const isIndexed = !this.#isMissing;
    this.#isMissing = false;
    return isIndexed;
  }

  /** The index that takes records, which loads what its language needs; null: the site has none. */
  async openIndex(): Promise<SearchIndex | null> {
    if (this.#language === null) return null;
    const cache = this.#cache;
    const memo: PackMemo = {
      get: (key) => cache.get(PACKED_KIND, key),
      put: (key, bytes) => cache.put(PACKED_KIND, key, bytes),
    };
    this.#index ??= new SearchIndex(await loadLanguage(this.#language), cache.folder === null ? undefined : memo);
    return this.#index;
  }

  async settle(): Promise<void> {}

  async close(): Promise<void> {}
}

/** What the search index is made of, in a form in which it can be searched: the files of the index are compressed. */
export function recordFile(record: SearchRecord): OutputFile {
  return { path: recordPath(record.path), content: JSON.stringify(record) };
}

/** Where `recordFile` puts what search finds of a page. */
export function recordPath(path: string): string {
  return `${path}.json`;
}
