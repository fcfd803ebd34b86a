import type { OutputFile, UnfinishedFile } from "../model/page.js";
import type { SearchRecord } from "../model/search-record.js";
import { finishedFiles } from "../render/finished-files.js";
import { SearchIndex } from "../search/build-index.js";
import { type IndexedRecord, indexedBytes } from "../search/indexed-record.js";
import { loadLanguage } from "../search/languages.js";

/** Does with the files of a site what follows from each alone, and gives them away. */
export interface Finisher {
  take(file: UnfinishedFile): Promise<void>;
  /** Takes files over from the earlier site, if all of them still have their bytes: `takenOver` says whether. */
  takeOver(files: EarlierFiles): Promise<void>;
  /** Says of those that were to be taken over since it was asked last, in their order, whether they are in the new site. */
  takenOver(): Promise<boolean[]>;
  /** Takes what the search index is made of, in its order. */
  add(record: RecordToIndex): Promise<void>;
  /** Makes the search index, when all records were added. */
  endIndex(): Promise<void>;
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
  /** What the index takes of it; null: it is made from the record. */
  indexed: IndexedRecord | null;
  /** Under which the sink gets what is made; null: it does not. */
  key: string | null;
}

/** What gets the finished files. */
export interface FinishedSink {
  /** Sees all that is published, in a form in which it can be searched; null: nothing has to be. */
  look: ((file: OutputFile) => void) | null;
  put: (file: OutputFile) => Promise<void>;
  /** Gets what the index takes of a record, as `readIndexed` reads it. */
  keep: (key: string, indexed: Uint8Array) => void;
  /** Takes files over from the earlier site, and has them looked at. @returns whether they are in the new site */
  takeOver: (hashes: EarlierFiles["hashes"], look: FinishedSink["look"]) => Promise<boolean>;
}

/** Finishes each file when it is taken. */
export class DirectFinisher implements Finisher {
  readonly #sink: FinishedSink;
  readonly #language: string | null;
  #index: SearchIndex | null = null;
  #takenOver: boolean[] = [];

  /** @param language that of the search index, BCP 47; null: it has none */
  constructor(sink: FinishedSink, language: string | null) {
    this.#sink = sink;
    this.#language = language;
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

  async add({ record, indexed, key }: RecordToIndex): Promise<void> {
    if (record) this.#sink.look?.(recordFile(record));
    const index = await this.#openIndex();
    if (indexed) index?.addIndexed(indexed);
    else if (record && index) {
      const made = index.add(record);
      if (key !== null) this.#sink.keep(key, indexedBytes(made));
    }
  }

  async endIndex(): Promise<void> {
    for (const file of (await this.#openIndex())?.files() ?? []) await this.#sink.put(file);
    this.#index = null;
  }

  async #openIndex(): Promise<SearchIndex | null> {
    if (this.#language === null) return null;
    this.#index ??= new SearchIndex(await loadLanguage(this.#language));
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
