import type { CachePlace } from "../cache/cache.js";
import { EnvironmentFault } from "../model/environment-fault.js";
import type { UnfinishedFile } from "../model/page.js";
import type { HiddenWords } from "../redact/scanner.js";
import type { Staging } from "../write/staged-files.js";
import type { EarlierFiles, RecordToIndex } from "./finisher.js";

/** What the thread gets first that finishes files. */
export interface ThreadStart {
  staging: Staging;
  /** What the site must not show; null: it may show everything. */
  hidden: HiddenWords | null;
  /** That of the search index, BCP 47; null: it has none. */
  language: string | null;
  cache: CachePlace;
}

/** Work for the thread, each piece of which it answers with a result. */
export type Work =
  | { start: ThreadStart }
  | { files: readonly UnfinishedFile[] }
  | { earlier: readonly EarlierFiles[] }
  | { records: readonly RecordToIndex[] }
  /** All records have come. */
  | { endsIndex: true };

/** What a piece of work came to. */
export interface WorkResult {
  /** The files that were written, with the SHA-256 of their bytes in hex. */
  hashes: readonly (readonly [path: string, hash: string])[];
  /** Where something hidden was found, and what. */
  suspects: readonly (readonly [path: string, texts: readonly string[]])[];
  /** Whether the files were taken over that were to be; null: none were. */
  takenOver: readonly boolean[] | null;
  /** Whether the search index was made that was ended; null: none was. */
  isIndexed: boolean | null;
  /** What went wrong. Nothing is done any more after it. */
  failure: ThreadFailure | null;
}

/** An error in a form that keeps what it is between threads. */
export interface ThreadFailure {
  isFault: boolean;
  message: string;
  /** Where it was thrown and, of an error of the system, its code, call and paths. */
  details: object;
}

export function toFailure(error: unknown): ThreadFailure {
  if (!(error instanceof Error)) return { isFault: false, message: String(error), details: {} };
  const { message, stack } = error;
  return { isFault: error instanceof EnvironmentFault, message, details: { ...error, stack } };
}

export function fromFailure({ isFault, message, details }: ThreadFailure): Error {
  return Object.assign(isFault ? new EnvironmentFault(message) : new Error(message), details);
}
