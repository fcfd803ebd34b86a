/**
 * The front matter of earlier versions of documents, newest first, by path relative to the collection's folder. A
 * version that could not be read is left out. What has no history is absent.
 */
export type History = ReadonlyMap<string, readonly Record<string, unknown>[]>;

/** Outside git nothing has a history. */
export const NO_HISTORY: History = new Map();

/** A document that git has known and that is not there any more, as it last was. */
export interface RemovedDocument {
  /** Relative to the collection's folder. */
  path: string;
  id: string;
  type: "postmortem" | "drill";
  /** Its front matter, not validated. */
  data: Record<string, unknown>;
}
