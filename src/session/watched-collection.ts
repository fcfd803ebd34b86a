import type { RecentCommits } from "../model/recent-commits.js";
import type { ParsedFile } from "../parse/parse-file.js";
import { validateLoaded } from "../pipeline/check.js";
import { duplicatesInMemory } from "../pipeline/kept-duplicates.js";
import { resultsInMemory } from "../pipeline/kept-results.js";
import { type Loaded, load } from "../pipeline/load.js";
import { hasGlobs, newPastMemo, readRecentCommits } from "../pipeline/validation-input.js";
import type { Checked, CheckOptions } from "../pipeline.js";
import { type FileMemo, fileMemo } from "../read/file-memo.js";
import { LastReadable } from "./last-readable.js";
import { parseMemo } from "./parse-memo.js";

/** A collection that is loaded and checked again after each change, and reuses what has not changed. */
export class WatchedCollection {
  readonly #parse = parseMemo();
  readonly #hashes: FileMemo;
  readonly #bytes: FileMemo;
  readonly #past = newPastMemo();
  readonly #results = resultsInMemory();
  readonly #duplicates = duplicatesInMemory();
  readonly #readable = new LastReadable();
  #recentCommits: RecentCommits | undefined;

  /** @param root absolute path of the collection's folder */
  constructor(readonly root: string) {
    this.#hashes = fileMemo(root);
    this.#bytes = fileMemo(root);
  }

  /** The options of a check that reuses parsed files and hashes. */
  request(options: Pick<CheckOptions, "now" | "today" | "overlay" | "pause" | "findDuplicates">): CheckOptions {
    return {
      ...options,
      parse: this.#parse,
      hashes: this.#hashes,
      bytes: this.#bytes,
      past: this.#past,
      results: this.#results,
      duplicates: this.#duplicates,
    };
  }

  load(request: CheckOptions): Loaded {
    const loaded = load(this.root, request);
    this.#readable.update(loaded.parsed);
    return loaded;
  }

  async validateLoaded(loaded: Loaded, request: CheckOptions): Promise<Checked> {
    // A few more commits change no verdict on hundreds of them.
    if (hasGlobs(loaded.parsed)) this.#recentCommits ??= (await readRecentCommits(this.root)) ?? undefined;
    return validateLoaded(this.root, loaded, { ...request, recentCommits: this.#recentCommits });
  }

  /** The files, each as it was when it could last be parsed: while somebody types, the current text often cannot. */
  readable(): readonly ParsedFile[] {
    return this.#readable.files();
  }

  /** Whether the current text of a file cannot be parsed, so that an earlier one stands for it. */
  isBehind(file: ParsedFile): boolean {
    return this.readable().find(({ path }) => path === file.path) !== file;
  }
}
