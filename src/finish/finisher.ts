import type { OutputFile, UnfinishedFile } from "../model/page.js";
import type { Progress } from "../model/progress.js";
import type { PlannedRecord, SearchRecord } from "../model/search-record.js";
import { finishedFiles } from "../render/finished-files.js";
import { SearchIndex } from "../search/build-index.js";
import { loadLanguage } from "../search/languages.js";

/** Does with the files of a site what follows from each alone, and gives them away. */
interface Finisher {
  take(file: UnfinishedFile): Promise<void>;
  /**
   * Takes what the search index is made of, in its order, and makes it.
   * @param language BCP 47; null: no index is made
   */
  index(records: readonly PlannedRecord[], language: string | null): Promise<void>;
}

/** Finishes each file when it is taken. */
export class DirectFinisher implements Finisher {
  readonly #look: ((file: OutputFile) => void) | null;
  readonly #put: (file: OutputFile) => Promise<void>;
  readonly #progress: Progress | undefined;

  /**
   * @param look sees all that is published, in a form in which it can be searched; null: nobody wants to
   * @param put gets each finished file
   */
  constructor(
    look: ((file: OutputFile) => void) | null,
    put: (file: OutputFile) => Promise<void>,
    progress: Progress | undefined,
  ) {
    this.#look = look;
    this.#put = put;
    this.#progress = progress;
  }

  async take(file: UnfinishedFile): Promise<void> {
    for (const finished of finishedFiles(file)) {
      this.#look?.(finished);
      await this.#put(finished);
    }
  }

  async index(records: readonly PlannedRecord[], language: string | null): Promise<void> {
    if (this.#look === null && language === null) return;
    const index = language === null ? null : new SearchIndex(await loadLanguage(language));
    for (const [done, planned] of records.entries()) {
      if (index) await this.#progress?.("Indexing", done, records.length);
      const record = planned.make();
      this.#look?.(recordFile(record));
      index?.add(record);
    }
    for (const file of index?.files() ?? []) await this.#put(file);
  }
}

/** What the search index is made of, in a form in which it can be searched: the files of the index are compressed. */
export function recordFile(record: SearchRecord): OutputFile {
  return { path: `${record.path}.json`, content: JSON.stringify(record) };
}
