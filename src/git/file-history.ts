import { blobHash, readBlobs } from "./blobs.js";
import { GitError, gitText } from "./git.js";
import { headStamp } from "./head-stamp.js";
import { asGitError, isShallowClone } from "./repository-state.js";

/** Earlier versions that are read of one file. */
const MAX_VERSIONS = 20;

/** Removed files that are read. */
const MAX_REMOVED = 500;

/** What the history of HEAD says of the files of a folder. */
export interface FileHistory {
  /** The earlier versions of files, newest first, by path. */
  earlier: Map<string, Uint8Array[]>;
  /** Files that are not there any more, as they last were, by path. */
  removed: Map<string, Uint8Array>;
  /** Why git could not tell all of it; null where it could. */
  trouble: GitError | null;
}

/** The history of one folder as git last printed it. Lets watchers ask git again only where HEAD has moved. */
export interface HistoryMemo {
  /** What {@link headStamp} was then. */
  stamp: string | undefined;
  log: Promise<HistoryLog> | null;
  blobs: Map<string, Uint8Array>;
}

interface HistoryLog {
  isShallow: boolean;
  /** The blobs of each path, newest first, up to where the path was last deleted. */
  versions: Map<string, string[]>;
  /** The last blob of each path. */
  last: Map<string, string>;
}

/**
 * The earlier versions of files in the history of HEAD, newest first, since each file was last added. The newest ones
 * are left out as long as they equal the current file. Also, what has been removed. Without git or a commit there is
 * nothing. One log pass and two other processes, whatever the number of files.
 * @param folder a folder; paths are relative to it, with `/`
 * @param current the current bytes of the files, by path
 * @param isRemoved whether a file of the history is looked for among the removed ones
 * @param memo what earlier calls read
 */
export async function fileHistory(
  folder: string,
  current: ReadonlyMap<string, Uint8Array>,
  isRemoved: (path: string) => boolean,
  memo: HistoryMemo,
): Promise<FileHistory> {
  try {
    const { isShallow, versions, last } = await readLog(folder, memo);
    const wanted = new Map<string, string[]>();
    for (const [path, bytes] of current) {
      const now = blobHash(bytes);
      const all = versions.get(path) ?? [];
      // A version equal to the current file counts if another one came after it: that one was reverted.
      const hashes = all.slice(all.findIndex((hash) => hash !== now));
      if (all.some((hash) => hash !== now)) wanted.set(path, hashes.slice(0, MAX_VERSIONS));
    }
    const gone = [...last].filter(([path]) => isRemoved(path)).slice(0, MAX_REMOVED);
    const hashes = new Set([...[...wanted.values()].flat(), ...gone.map(([, hash]) => hash)]);
    const blobs = await blobsOf(folder, [...hashes], memo);
    return {
      earlier: new Map([...wanted].map(([path, hashes]) => [path, hashes.flatMap((hash) => blobs.get(hash) ?? [])])),
      removed: new Map(
        gone.flatMap(([path, hash]) => {
          const bytes = blobs.get(hash);
          return bytes ? [[path, bytes] as const] : [];
        }),
      ),
      trouble: isShallow ? new GitError("shallow") : null,
    };
  } catch (error) {
    return { earlier: new Map(), removed: new Map(), trouble: asGitError(error) };
  }
}

/** Asks git for the history of a folder, so that `fileHistory` need not wait for it. What fails is asked again by that. */
export function startHistory(folder: string, memo: HistoryMemo): void {
  // Without a stamp it could not be told later whether the answer still holds.
  if (headStamp(folder) !== undefined) readLog(folder, memo);
}

function readLog(folder: string, memo: HistoryMemo): Promise<HistoryLog> {
  const stamp = headStamp(folder);
  if (memo.log !== null && stamp !== undefined && stamp === memo.stamp) return memo.log;
  const log = askLog(folder);
  memo.stamp = stamp;
  memo.log = log;
  log.catch(() => {
    memo.log = null;
  });
  return log;
}

async function askLog(folder: string): Promise<HistoryLog> {
  const log = gitText(folder, [
    "log",
    "--raw",
    "-z",
    "--relative",
    "--no-abbrev",
    "--no-renames",
    "--no-show-signature",
    "--format=",
    "HEAD",
    "--",
    ".",
  ]);
  const [isShallow, printed] = await Promise.all([isShallowClone(folder), log]);
  return { isShallow, ...versionsIn(printed) };
}

/** The blobs of hashes. What a hash stands for does not change. */
async function blobsOf(folder: string, hashes: readonly string[], memo: HistoryMemo): Promise<Map<string, Uint8Array>> {
  const missing = hashes.filter((hash) => !memo.blobs.has(hash));
  const read = await readBlobs(folder, missing);
  memo.blobs = new Map(
    hashes.flatMap((hash) => {
      const bytes = memo.blobs.get(hash) ?? read.get(hash);
      return bytes ? [[hash, bytes] as const] : [];
    }),
  );
  return memo.blobs;
}

function versionsIn(log: string): Omit<HistoryLog, "isShallow"> {
  const versions = new Map<string, string[]>();
  const last = new Map<string, string>();
  const ended = new Set<string>();
  const fields = log.split("\0");
  for (let i = 0; i + 1 < fields.length; i++) {
    // :100644 100644 <old> <new> M, then the path
    const [, , old, hash, status] = (fields[i] ?? "").trim().split(" ");
    if (old === undefined || hash === undefined || status === undefined) continue;
    const path = fields[++i] ?? "";
    if (!last.has(path)) last.set(path, status === "D" ? old : hash);
    if (ended.has(path)) continue;
    if (status === "D") ended.add(path);
    else {
      const all = versions.get(path);
      if (all) all.push(hash);
      else versions.set(path, [hash]);
    }
  }
  return { versions, last };
}
