import { type SourceStore, userSourceStore } from "../cache/source-store.js";
import type { Collection } from "../model/collection.js";
import { EnvironmentFault } from "../model/environment-fault.js";
import type { RawFile } from "../model/raw-file.js";
import {
  ceilingOf,
  isLockOf,
  LOCK_FILE,
  type LockedSource,
  type SourceDeclaration,
  type SourceInfo,
  type SourceSnapshot,
} from "../model/repository-source.js";
import type { ConfigData } from "../model/schema-types.js";
import { lockFileText } from "../read/lock-file.js";
import { roleOfPath } from "../read/read-collection.js";
import { type Joined, joinSources } from "../sources/join-sources.js";
import { readLock } from "../sources/lock.js";
import { type ReadSource, readSource } from "../sources/read-source.js";

/**
 * The collection with what its sources hold in the commits of the lock. Nothing is fetched. A source without a state is left
 * out with a note.
 * @throws EnvironmentFault where there is no lock, or a commit of it is not in the cache
 */
export function withSources(root: string, own: Collection, store: SourceStore = userSourceStore()): Joined {
  const { sources: declarations } = own.config;
  if (declarations === undefined) return { collection: own, notes: [] };
  const locked = lockedSources(root);
  const notes: string[] = [];
  const absent: string[] = [];
  const read = declarations.flatMap((declaration): ReadSource[] => {
    const lock = locked.find((one) => isLockOf(one, declaration));
    if (lock === undefined) {
      absent.push(declaration.name);
      return [];
    }
    const source = readLocked(lock, declaration, own.config, store);
    if (source === null) throw new EnvironmentFault(notCached(lock));
    notes.push(...source.notes);
    return [source];
  });
  if (absent.length > 0) notes.push(`${noState(absent)}: left out until inquest update has fetched one`);
  const joined = joinSources(own, read);
  return { collection: joined.collection, notes: [...notes, ...joined.notes] };
}

/** The sources that `inquest.yaml` names, and what of them can be read. */
export interface SourceStates {
  named: number;
  readable: number;
  /** What is in the way of reading the others, with the way out; null where nothing is. */
  trouble: string | null;
  /** Whether nothing can be built because of it. */
  isFault: boolean;
}

export function sourceStates(
  root: string,
  { config }: Collection,
  store: SourceStore = userSourceStore(),
): SourceStates {
  const declarations = config.sources ?? [];
  const named = declarations.length;
  if (named === 0) return { named, readable: 0, trouble: null, isFault: false };
  try {
    const locks = lockedSources(root);
    const found = declarations.map((declaration) => locks.find((lock) => isLockOf(lock, declaration)));
    const readable = found.filter((lock) => lock !== undefined && store.has(lock)).length;
    const missing = found.find((lock) => lock !== undefined && !store.has(lock));
    if (missing !== undefined) return { named, readable, trouble: notCached(missing), isFault: true };
    const absent = declarations.filter((_, at) => found[at] === undefined).map(({ name }) => name);
    const trouble = absent.length === 0 ? null : `${noState(absent)}: run inquest update`;
    return { named, readable, trouble, isFault: false };
  } catch (error) {
    if (!(error instanceof EnvironmentFault)) throw error;
    return { named, readable: 0, trouble: error.message, isFault: true };
  }
}

function noState(names: readonly string[]): string {
  return `${LOCK_FILE} has no state of ${names.map((name) => `@${name}`).join(", ")}`;
}

export function notCached({ name, commit }: LockedSource): string {
  return `@${name} at ${commit.slice(0, 10)} is not in the cache: run inquest update --locked, which fetches the commits of ${LOCK_FILE}`;
}

/**
 * The sources of the lock.
 * @throws EnvironmentFault where there is none, or it cannot be read
 */
export function lockedSources(root: string): LockedSource[] {
  const text = lockFileText(root);
  if (text === "")
    throw new EnvironmentFault(
      `There is no ${LOCK_FILE} for the sources of inquest.yaml: run inquest update, and commit it`,
    );
  const lock = readLock(text);
  if ("fault" in lock) throw new EnvironmentFault(`${lock.fault}: run inquest update, which writes it again`);
  return lock.sources;
}

/** What was read last of each source, so that a server does not parse it for each change of the collection around it. */
const lastRead = new Map<string, { key: string; source: ReadSource }>();

function readLocked(
  lock: LockedSource,
  declaration: SourceDeclaration,
  own: ConfigData,
  store: SourceStore,
): ReadSource | null {
  const visibility = ceilingOf(declaration, own);
  const key = JSON.stringify([lock, visibility, own.fields ?? null, store.folder]);
  const last = lastRead.get(lock.name);
  if (last?.key === key && store.has(lock)) return last.source;
  const snapshot = store.read(lock);
  if (snapshot === null) return null;
  const { name, commit } = lock;
  const info: SourceInfo = { name, title: name, description: null, commit, time: snapshot.time, visibility };
  const source = readSource(info, rolesOf(snapshot), own);
  lastRead.set(name, { key, source });
  return source;
}

/** The files of a snapshot that a collection reads, with their roles. */
export function rolesOf({ files }: Pick<SourceSnapshot, "files">): RawFile[] {
  return files.flatMap(({ path, bytes }) => {
    const file = roleOfPath(path);
    return file === undefined || file.role === "stray" ? [] : [{ path, file, bytes }];
  });
}
