import { availableParallelism } from "node:os";
import type { Worker } from "node:worker_threads";
import type { Cache } from "../cache/cache.js";
import type { OutputFile } from "../model/page.js";
import type { LeakSearch } from "../redact/leak-search.js";
import type { Staging } from "../write/staged-files.js";
import { DirectFinisher, type FinishedSink, type Finisher } from "./finisher.js";
import { startThread, ThreadFinisher } from "./thread-finisher.js";

/** From so many documents on, another thread does more than it costs to start it. */
const MIN_DOCUMENTS = 200;

/** How many threads beside the one that makes pages a site is worth. */
export function workersFor(documents: number, processors: number): 0 | 1 {
  return documents >= MIN_DOCUMENTS && processors > 1 ? 1 : 0;
}

/** Takes the files of a site as they are made. */
export interface SiteSink {
  take(file: OutputFile): Promise<void>;
  /** Forgets what was taken. */
  discard(): Promise<void>;
}

/** The same, where they go into a folder. */
export interface FolderSink extends SiteSink {
  /** The SHA-256 of the files so far, in hex, by path. */
  hashes: ReadonlyMap<string, string>;
  /** Takes files over that are there from an earlier build, if all of them have these hashes, and has them looked at. */
  takeOver: FinishedSink["takeOver"];
  /** Where another thread can put files. */
  staging(): Promise<Staging>;
  /** Learns which files it has put there, and their hashes. */
  taken(hashes: Iterable<readonly [path: string, hash: string]>): void;
}

/** A site whose files are to be finished. */
export interface SiteStart {
  /** How many postmortems and drills it has. */
  documents: number;
  /** Looks at all that is published; null: it hides nothing. */
  leaks: LeakSearch | null;
  /** That of its search index, BCP 47; null: it has none. */
  language: string | null;
  /** What earlier builds made for it. */
  cache: Cache;
}

/** Has the files of a site finished, in this thread or, of a large site, in another. */
export class Finishers {
  readonly #sink: SiteSink | FolderSink;
  readonly #workers: 0 | 1 | undefined;
  #last: Finisher | null = null;
  /** Waits for the next site. */
  #thread: Worker | null = null;

  /** @param workers how many other threads are used; undefined: one, where it pays */
  constructor(sink: SiteSink | FolderSink, workers: 0 | 1 | undefined) {
    this.#sink = sink;
    this.#workers = workers;
  }

  /** Has another thread start meanwhile, where a site will need one. @param documents as in `SiteStart` */
  prepare(documents: number): void {
    if (this.#needsThread(documents)) this.#thread ??= startThread();
  }

  #needsThread(documents: number): boolean {
    return "staging" in this.#sink && (this.#workers ?? workersFor(documents, availableParallelism())) > 0;
  }

  /** The finisher of a site from its start: what the one before has taken is forgotten. */
  async begin({ documents, leaks, language, cache }: SiteStart): Promise<Finisher> {
    await this.#last?.close();
    const sink = this.#sink;
    await sink.discard();
    if ("staging" in sink && this.#needsThread(documents)) {
      const thread = this.#thread ?? startThread();
      this.#thread = null;
      this.#last = new ThreadFinisher(
        thread,
        { staging: await sink.staging(), hidden: leaks?.hidden ?? null, language, cache: cache.place },
        { taken: (hashes) => sink.taken(hashes), suspect: (path, texts) => leaks?.suspect(path, texts) },
      );
    } else
      this.#last = new DirectFinisher(
        {
          look: leaks && ((file) => leaks.look(file)),
          put: (file) => sink.take(file),
          takeOver: async (hashes, look) => "takeOver" in sink && sink.takeOver(hashes, look),
        },
        language,
        cache,
      );
    return this.#last;
  }

  async close(): Promise<void> {
    await this.#last?.close();
    await this.#thread?.terminate();
    [this.#last, this.#thread] = [null, null];
  }
}
