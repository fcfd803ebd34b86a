import { isDeepStrictEqual } from "node:util";
import { type SourceStore, userSourceStore } from "../cache/source-store.js";
import {
  fetchSource,
  remoteCommit,
  SOURCE_LIMITS,
  type SourceAddress,
  type SourceLimits,
} from "../git/fetch-source.js";
import { EnvironmentFault, systemFault } from "../model/environment-fault.js";
import { NO_HISTORY } from "../model/history.js";
import type { Progress } from "../model/progress.js";
import {
  DEFAULT_REF,
  isLockOf,
  LOCK_FILE,
  type LockedSource,
  readSourceUrl,
  type SourceDeclaration,
  type SourceSnapshot,
} from "../model/repository-source.js";
import { parseFile } from "../parse/parse-file.js";
import { readNamedFile } from "../read/read-collection.js";
import { conflictsOf } from "../sources/conflicts.js";
import { lockText } from "../sources/lock.js";
import { validate } from "../validate/validate.js";
import type { Checked } from "./check.js";
import { catalogEntries } from "./source-declarations.js";
import { lockedSources, rolesOf } from "./sources.js";

export interface UpdateOptions {
  /** Whether nothing is fetched, and the lock stays as it is. */
  offline: boolean;
  /** Whether repositories on this machine may be fetched from. */
  allowLocal: boolean;
  /** Whether the commits of the lock are fetched, and it stays as it is. */
  locked: boolean;
  now: Date;
  limits?: SourceLimits;
  store?: SourceStore;
  /** Is told how many sources were asked. */
  progress?: Progress | undefined;
}

/** What an update did with one source. */
export interface SourceUpdate {
  name: string;
  /** `missing`: it could not be reached, and nothing is known of it. */
  state: "new" | "moved" | "same" | "kept" | "missing";
  /** Its state from now on; null where there is none. */
  lock: LockedSource | null;
  /** The commit before, where it moved. */
  before: string | null;
  /** Why it could not be reached; null where it was. */
  fault: string | null;
  /** What is odd about it, a sentence each. */
  notes: readonly string[];
  /** How many documents it has; null where that was not looked at. */
  documents: number | null;
}

/** Every source after an update, and the lock that says so; or what is wrong with `sources`. */
export type Updated =
  | { updates: SourceUpdate[]; lock: string | null; conflicts: string[] }
  | Pick<Checked, "diagnostics" | "sources" | "files" | "suppressed" | "baselined">;

/** As many servers are asked at a time. */
const MAX_AT_ONCE = 4;
/** The rules that decide whether anything is fetched. */
const RULES: ReadonlySet<string> = new Set(["yaml-syntax", "schema", "source-declaration", "conflict-marker"]);

/**
 * Fetches the sources of `inquest.yaml` into the cache. One that fails keeps its last state and stops no other. The lock is
 * returned and not written.
 */
export async function update(root: string, options: UpdateOptions): Promise<Updated> {
  const { config, diagnostics, sources } = await readConfig(root);
  if (diagnostics.length > 0) return { diagnostics, sources, files: 1, suppressed: [], baselined: [] };
  const declarations = config.sources ?? [];
  const locked = previous(root, options.locked || options.offline);
  const store = options.store ?? userSourceStore();
  const updates: SourceUpdate[] = [];
  const waiting = [...declarations.entries()];
  let asked = 0;
  const work = async () => {
    void options.progress?.("Fetching", asked, declarations.length);
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [at, declaration] = next;
      const lock = locked.find((one) => isLockOf(one, declaration)) ?? null;
      updates[at] = await updateOne(declaration, lock, store, options);
      void options.progress?.("Fetching", ++asked, declarations.length);
    }
  };
  await Promise.all(Array.from({ length: MAX_AT_ONCE }, work));
  const locks = updates.flatMap(({ lock }) => lock ?? []);
  if (!options.offline) store.tidy(locks, options.now);
  const conflicts = conflictsOf(catalogEntries(root, locks, store));
  return { updates, lock: options.locked || options.offline ? null : lockText(locks), conflicts };
}

/** The configuration, and what stands against fetching what it names. */
async function readConfig(root: string) {
  const raw = readNamedFile(root, "inquest.yaml", { role: "config" });
  if (raw === null) throw new EnvironmentFault("inquest.yaml cannot be read: it is no regular file");
  const parsed = parseFile(raw);
  const { collection, diagnostics } = await validate(
    [parsed],
    {
      evidence: { files: new Map(), exists: () => true },
      history: NO_HISTORY,
      removed: [],
      repositoryFiles: new Map(),
      unreadable: [],
      changes: null,
    },
    { now: null, today: null },
  );
  const sources = new Map([[parsed.path, parsed.source]]);
  const errors = diagnostics.filter(({ rule, severity }) => severity === "error" && RULES.has(rule));
  return { config: collection.config, diagnostics: errors, sources };
}

/** The lock as it was. One that cannot be read is written again, unless it is what was asked for. */
function previous(root: string, isNeeded: boolean): LockedSource[] {
  try {
    return lockedSources(root);
  } catch (error) {
    if (isNeeded) throw error;
    return [];
  }
}

async function updateOne(
  declaration: SourceDeclaration,
  lock: LockedSource | null,
  store: SourceStore,
  options: UpdateOptions,
): Promise<SourceUpdate> {
  const { name } = declaration;
  const isThere = lock !== null && store.has(lock);
  const same: SourceUpdate = { name, state: "same", lock, before: null, fault: null, notes: [], documents: null };
  const failed = (fault: string): SourceUpdate => ({ ...same, state: isThere ? "kept" : "missing", fault });
  if (options.locked && lock === null) return failed(`${LOCK_FILE} has no state of it: run inquest update`);
  if (options.offline) return isThere ? same : failed("its state is not in the cache, and --offline fetches none");
  if (options.locked && isThere) return same;
  try {
    const address = addressOf(declaration, lock, options);
    const limits = options.limits ?? SOURCE_LIMITS;
    return await store.withWorkFolder(async (folder) => {
      if (isThere && (await remoteCommit(folder, address, limits)) === lock.commit) return same;
      const snapshot = await fetchSource(folder, address, limits);
      refuseUnreadable(snapshot);
      if (options.locked && snapshot.commit !== lock?.commit) return failed(`its server has no commit ${lock?.commit}`);
      store.write(snapshot);
      return moved(declaration, snapshot, lock, store);
    });
  } catch (error) {
    return failed(systemFault(error) ?? (error as Error).message);
  }
}

/** Where to fetch from. @throws EnvironmentFault where that needs `--allow-local` */
function addressOf(
  { url, ref = DEFAULT_REF, folder }: SourceDeclaration,
  lock: LockedSource | null,
  { allowLocal, locked }: UpdateOptions,
): SourceAddress {
  const read = readSourceUrl(url);
  if ("fault" in read) throw new EnvironmentFault(read.fault);
  const { protocol } = read;
  if ((protocol === "file" || protocol === "http") && !allowLocal)
    throw new EnvironmentFault("its repository is on this machine, which --allow-local permits");
  return locked && lock
    ? { url, protocol, ref: lock.commit, folder: lock.folder }
    : { url, protocol, ref, folder: folder ?? null };
}

/** Refuses what this program cannot read, so that the last state stays. */
function refuseUnreadable(snapshot: SourceSnapshot): void {
  const config = rolesOf(snapshot).find(({ file }) => file.role === "config");
  const { data, problems } = config ? parseFile(config) : { data: undefined, problems: [] };
  const { schema } = (data ?? {}) as { schema?: unknown };
  if (typeof schema === "number" && schema > 1)
    throw new EnvironmentFault(`it is written for a newer inquest (schema: ${schema}): upgrade this one`);
  if (schema !== 1)
    throw new EnvironmentFault(
      `it is no collection that can be read: ${problems[0]?.message ?? "its inquest.yaml has no schema: 1"}`,
    );
}

/** A source that was fetched, and what its history says against the state before. */
function moved(
  { name, url, ref = DEFAULT_REF }: SourceDeclaration,
  { commit, folder, time, parents, notes, files }: SourceSnapshot,
  lock: LockedSource | null,
  store: SourceStore,
): SourceUpdate {
  const roles = rolesOf({ files }).map(({ file }) => file.role);
  const before = lock === null || lock.commit === commit ? null : lock.commit;
  const old = lock === null ? null : store.readDeclarations(lock);
  // Only one commit is fetched, so this sees a branch that was set back or whose last commit was replaced, and no other rewriting.
  const isRewound =
    before !== null &&
    old !== null &&
    (old.parents.includes(commit) ||
      old.time > time ||
      (parents.length > 0 && isDeepStrictEqual(old.parents, parents)));
  return {
    name,
    state: lock === null ? "new" : before === null ? "same" : "moved",
    lock: { name, url, ref, folder, commit },
    before,
    fault: null,
    notes: isRewound ? ["its history was rewound or rewritten: look whether that was meant", ...notes] : notes,
    documents: roles.filter((role) => role === "postmortem" || role === "drill").length,
  };
}
