import { type SourceStore, userSourceStore } from "../cache/source-store.js";
import type { Kind } from "../model/kinds.js";
import type { RawFile } from "../model/raw-file.js";
import {
  isCatalogFile,
  isLockOf,
  LOCK_FILE,
  type LockedSource,
  type SourceDeclaration,
} from "../model/repository-source.js";
import type { SourceEntry, SourceIds } from "../model/source-ids.js";
import { type ParsedFile, parseFile, parseFrontMatter } from "../parse/parse-file.js";
import { lockFileText } from "../read/lock-file.js";
import { readCollection, roleOfPath } from "../read/read-collection.js";
import { readLock } from "../sources/lock.js";
import { declaredIn } from "../validate/ids/declared-in.js";
import { lockedSources, notCached, rolesOf } from "./sources.js";

/**
 * What the sources declare, for checks of the ids that a collection refers to. Documents are not parsed, unless an id is found
 * among neither their names nor the catalogs.
 * @returns null where `inquest.yaml` names no sources
 */
export function sourceIds(root: string, parsed: readonly ParsedFile[]): SourceIds | null {
  const config = parsed.find(({ file }) => file.role === "config")?.data as { sources?: unknown } | undefined;
  const declared = Array.isArray(config?.sources) ? config.sources : null;
  if (declared === null) return null;
  const named = declared.filter((one): one is { name: string } => typeof one?.name === "string");
  const declarations = named.filter((one): one is SourceDeclaration => "url" in one && typeof one.url === "string");
  const store = userSourceStore();
  const missing = new Map<string, string>();
  const found = new Map<string, Declared | null>();
  const declaredBy = (name: string): Declared | null => {
    const before = found.get(name);
    if (before !== undefined) return before;
    const declaration = declarations.find((one) => one.name === name);
    // What is wrong with it is reported at its place.
    const now = declaration === undefined ? null : readDeclared(root, declaration, store);
    if (typeof now === "string") missing.set(name, now);
    found.set(name, typeof now === "string" ? null : now);
    return typeof now === "string" ? null : now;
  };
  return {
    names: named.map(({ name }) => name),
    ...lockState(root),
    ids: (name, kind) => {
      const source = declaredBy(name);
      return source && (source.ids.get(kind) ?? new Set());
    },
    isOlder: (name, kind, id) => declaredBy(name)?.older().has(`${kind}:${id}`) === true,
    missing,
  };
}

function lockState(root: string): Pick<SourceIds, "locked" | "lockFault"> {
  const text = lockFileText(root);
  if (text === "") return { locked: null, lockFault: null };
  const lock = readLock(text);
  return "fault" in lock ? { locked: null, lockFault: lock.fault } : { locked: lock.sources, lockFault: null };
}

/** What one source declares. */
interface Declared {
  ids: ReadonlyMap<Kind, ReadonlySet<string>>;
  entries: readonly SourceEntry[];
  /** `kind:id` of what has another id now. */
  older(): ReadonlySet<string>;
}

/** What was read last of each source, so that an editor does not read it at each key. */
const lastDeclared = new Map<string, { key: string; declared: Declared }>();

/** @returns why it cannot be told, as a sentence with the way out, where it cannot */
function readDeclared(root: string, declaration: SourceDeclaration, store: SourceStore): Declared | string {
  let lock: LockedSource | undefined;
  try {
    lock = lockedSources(root).find((one) => isLockOf(one, declaration));
  } catch (error) {
    return (error as Error).message;
  }
  const { name } = declaration;
  if (lock === undefined) return `${LOCK_FILE} has no state of @${name}: run inquest update`;
  const key = JSON.stringify([lock.commit, lock.folder, store.folder]);
  const last = lastDeclared.get(name);
  if (last?.key === key && store.has(lock)) return last.declared;
  const declared = declarationsOf(lock, store);
  if (declared === null) return notCached(lock);
  lastDeclared.set(name, { key, declared });
  return declared;
}

/** The entries of the catalogs of sources, as far as their states are there, and of the collection itself first. */
export function catalogEntries(
  root: string,
  locks: readonly LockedSource[],
  store: SourceStore,
): { name: string; entries: readonly SourceEntry[] }[] {
  const own = readCollection(root).files.flatMap((raw) => entriesIn(raw).filter(({ isTop }) => isTop));
  const others = locks.map((lock) => ({ name: lock.name, entries: declarationsOf(lock, store)?.entries ?? [] }));
  return [{ name: "", entries: own }, ...others];
}

/** The entries of a catalog, and the older ids of each. */
function entriesIn(raw: RawFile): (SourceEntry & { isTop: boolean; older: string[] })[] {
  if (raw.file.role !== "catalog") return [];
  const { file, path, data, places } = parseFile(raw);
  if (data === undefined) return [];
  return declaredIn(file, data).map(({ kind, id, entry, parent }) => ({
    kind,
    id,
    entry,
    path,
    line: places.value(entry, "id").line,
    isTop: parent === null,
    older: parent ? aliasesOf(parent).map((alias) => `${alias}/${entry.id}`) : aliasesOf(entry),
  }));
}

function declarationsOf(lock: LockedSource, store: SourceStore): Declared | null {
  const snapshot = store.readDeclarations(lock);
  if (snapshot === null) return null;
  const ids = new Map<Kind, Set<string>>();
  const declare = (kind: Kind, id: string) => ids.set(kind, (ids.get(kind) ?? new Set()).add(id));
  const entries: SourceEntry[] = [];
  const older = new Set<string>();
  for (const path of snapshot.documents) {
    const file = roleOfPath(path);
    if (file?.role === "postmortem") declare("incident", file.id);
    if (file?.role === "drill") declare("drill", file.id);
  }
  for (const one of rolesOf(snapshot).flatMap(entriesIn)) {
    declare(one.kind, one.id);
    for (const id of one.older) older.add(`${one.kind}:${id}`);
    if (one.isTop) entries.push(one);
  }
  let all: ReadonlySet<string> | undefined;
  return { ids, entries, older: () => (all ??= new Set([...older, ...olderDocuments(lock, store)])) };
}

/** `kind:id` of the documents that have another id now. */
function olderDocuments(lock: LockedSource, store: SourceStore): string[] {
  const files = store.read(lock)?.files ?? [];
  return rolesOf({ files: files.filter(({ path }) => !isCatalogFile(path)) }).flatMap(({ path, file, bytes }) => {
    const kind = file.role === "drill" ? "drill" : "incident";
    return aliasesOf(parseFrontMatter(path, bytes)).map((alias) => `${kind}:${alias}`);
  });
}

function aliasesOf(entry: unknown): string[] {
  const { aliases } = (entry ?? {}) as { aliases?: unknown };
  return Array.isArray(aliases) ? aliases.filter((alias) => typeof alias === "string") : [];
}
