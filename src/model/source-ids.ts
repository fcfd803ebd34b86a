import type { Kind } from "./kinds.js";
import type { LockedSource } from "./repository-source.js";

/** An entry of a catalog of a source. */
export interface SourceEntry {
  kind: Kind;
  id: string;
  entry: object;
  /** Where it is declared: a path in the source's collection and a line. */
  path: string;
  line: number;
}

/** What the sources of a collection declare, as the lock has them. Read when it is asked for. */
export interface SourceIds {
  /** The names that `inquest.yaml` declares. */
  names: readonly string[];
  /** The states of the lock; null where there is none that can be read. */
  locked: readonly LockedSource[] | null;
  /** Why the lock cannot be read, as a sentence; null where it can, and where there is none. */
  lockFault: string | null;
  /** The ids of a kind, without the name of the source; null where its state is not there. */
  ids(name: string, kind: Kind): ReadonlySet<string> | null;
  /** Whether a document or an entry had this id before it was renamed. */
  isOlder(name: string, kind: Kind, id: string): boolean;
  /** The sources that were asked for and are not there, with what to do. */
  missing: ReadonlyMap<string, string>;
}
