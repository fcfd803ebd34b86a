import { lstat, readFile } from "node:fs/promises";
import { join } from "node:path";
import { EnvironmentFault } from "../model/environment-fault.js";
import { isBlob, mergeBase, treeAt } from "./changed-files.js";
import { type IndexEntry, indexOf } from "./index-file.js";

/** How many files are looked at and hashed at once: a part of the file handles that every system allows. */
const BATCH = 32;

/**
 * The paths in a repository whose content differs from a commit: changed, new to git or deleted, committed or not. Files that
 * git does not know yet do not count: `git add` makes them known.
 *
 * @param top the top folder of the repository
 * @param since a branch, a tag or a commit, of which the merge base with HEAD is taken; null: what is not committed
 * @returns sorted, from the top of the repository, with `/`
 * @throws EnvironmentFault outside git, without a commit, and for an unknown ref
 */
export async function changedPaths(top: string, since: string | null): Promise<string[]> {
  const head = await headTree(top);
  const changed = new Set(await uncommitted(top, head));
  if (since !== null) {
    const then = await treeAt(top, await mergeBase(top, since));
    for (const [path, hash] of head) if (then.get(path) !== hash) changed.add(path);
    for (const path of then.keys()) if (!head.has(path)) changed.add(path);
  }
  return [...changed].sort();
}

async function headTree(top: string): Promise<Map<string, string>> {
  try {
    return await treeAt(top, "HEAD");
  } catch {
    throw new EnvironmentFault(
      "recall needs git to tell what changed, and found no repository with a commit: commit something, after git init where there is no repository, or name the paths",
    );
  }
}

async function uncommitted(top: string, head: ReadonlyMap<string, string>): Promise<string[]> {
  const { entries, written } = await indexOf(top);
  const staged = [...entries].filter(([path, { hash }]) => head.get(path) !== hash).map(([path]) => path);
  // Without an index every file is compared by its content.
  const known = entries.size > 0 ? [...entries.keys()] : [...head.keys()];
  const removed = entries.size > 0 ? [...head.keys()].filter((path) => !entries.has(path)) : [];
  const touched: string[] = [];
  for (let at = 0; at < known.length; at += BATCH) {
    const batch = known.slice(at, at + BATCH);
    const differs = await Promise.all(
      batch.map((path) => differsOnDisk(join(top, path), entries.get(path), written, head.get(path))),
    );
    touched.push(...batch.filter((_, index) => differs[index]));
  }
  return [...staged, ...removed, ...touched];
}

/** A file of the size and time that git saw has the content that git saw, unless it was written when the index was. */
async function differsOnDisk(
  file: string,
  entry: IndexEntry | undefined,
  written: bigint,
  committed: string | undefined,
): Promise<boolean> {
  if (entry?.skipped) return false;
  const found = await lstat(file, { bigint: true }).catch(() => null);
  if (found === null || !found.isFile()) return true;
  const seen =
    entry && entry.modified === found.mtimeNs && BigInt(entry.size) === found.size && found.mtimeNs < written;
  if (seen) return false;
  return !isBlob(entry?.hash ?? committed, await readFile(file));
}
