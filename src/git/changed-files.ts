import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { EnvironmentFault } from "../model/environment-fault.js";
import { blobHash, readBlobs } from "./blobs.js";
import { gitText } from "./git.js";
import { asGitError, isShallowClone } from "./repository-state.js";

/** What differs between a commit and the files as they are now. */
export interface ChangedFiles {
  changed: Set<string>;
  deleted: Set<string>;
  /** The bytes of changed and deleted files as they were. */
  before: Map<string, Uint8Array>;
}

/**
 * Compares the files of a folder with the merge base of a ref and HEAD. Committed, uncommitted and untracked changes
 * count alike. Only `rev-parse`, `ls-tree` and `cat-file` are run, which start no other program.
 * @param folder a folder; paths are relative to it, with `/`
 * @param ref a branch, a tag or a commit
 * @param current the files as they are now, by path
 * @param others paths of further files, which are read here
 * @throws EnvironmentFault outside git, for an unknown ref, and where the merge base is not there
 */
export async function changedFiles(
  folder: string,
  ref: string,
  current: ReadonlyMap<string, Uint8Array>,
  others: Iterable<string>,
): Promise<ChangedFiles> {
  const files = new Map(current);
  for (const path of others) files.set(path, await readFile(join(folder, path)).catch(() => new Uint8Array()));
  const then = await treeAt(folder, await mergeBase(folder, ref));
  const changed = [...files].filter(([path, bytes]) => !isBlob(then.get(path), bytes)).map(([path]) => path);
  const deleted = [...then.keys()].filter((path) => !files.has(path));
  const wanted = [...changed, ...deleted].flatMap((path) => then.get(path) ?? []);
  const blobs = await readBlobs(folder, [...new Set(wanted)]);
  const before = new Map<string, Uint8Array>();
  for (const path of [...changed, ...deleted]) {
    const bytes = blobs.get(then.get(path) ?? "");
    if (bytes) before.set(path, bytes);
  }
  return { changed: new Set(changed), deleted: new Set(deleted), before };
}

export async function mergeBase(folder: string, ref: string): Promise<string> {
  const ask = async (...args: string[]) => (await gitText(folder, ["rev-parse", ...args])).trim();
  const isShallow = await isShallowClone(folder).catch((error) => {
    throw new EnvironmentFault(`--changed-since needs git, and ${asGitError(error).message}`);
  });
  // With --quiet a failure is an empty answer.
  const commit = (name: string) => ask("--verify", "--quiet", "--end-of-options", `${name}^{commit}`).catch(() => "");
  const head = await commit("HEAD");
  if (head === "")
    throw new EnvironmentFault(
      `--changed-since needs a commit, and ${(await ask("--verify", "--quiet", "HEAD").catch(() => "")) === "" ? "there is none yet" : "git cannot read that of HEAD; git fsck says what is broken; clone it again"}`,
    );
  const other = await commit(ref);
  if (other === "" && ref.includes(".."))
    throw new EnvironmentFault(
      `--changed-since ${ref}: expected one branch, tag or commit, found a range; write --changed-since ${ref.replace(/\.\..*/, "") || "main"}`,
    );
  if (other === "")
    throw new EnvironmentFault(
      `--changed-since ${ref}: git knows no such commit${isShallow ? "; this clone is shallow: git fetch --unshallow, or fetch-depth: 0 where a service checks out" : "; git branch --all and git tag list the names, and git fetch gets those that are elsewhere"}`,
    );
  // For a...b, rev-parse prints both commits, and the merge base with a leading ^.
  const base = (await ask(`${other}...${head}`).catch(brokenHistory)).split("\n").find((line) => line.startsWith("^"));
  if (base !== undefined) return base.slice(1);
  throw new EnvironmentFault(
    isShallow
      ? `--changed-since ${ref}: the commit where it meets HEAD is not in this shallow clone; run git fetch --unshallow, or set fetch-depth: 0 where a service checks out`
      : `--changed-since ${ref}: it has no commit in common with HEAD: name the branch that this one came from, such as main`,
  );
}

function brokenHistory(error: unknown): never {
  throw new EnvironmentFault(`--changed-since: ${asGitError(error).message}`);
}

/** The regular files below a folder in a commit: path relative to the folder → hash of the blob. */
export async function treeAt(folder: string, commit: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const entry of (await gitText(folder, ["ls-tree", "-r", "-z", commit, "."]).catch(brokenHistory)).split("\0")) {
    // 100644 blob <hash>, a tab, the path
    const match = /^100\d{3} blob ([0-9a-f]+)\t([\s\S]+)$/.exec(entry);
    if (match?.[1] && match[2]) files.set(match[2], match[1]);
  }
  return files;
}

/** Whether a file has the content of a blob. Where git checks out CR LF, the blob has LF. */
export function isBlob(hash: string | undefined, bytes: Uint8Array): boolean {
  if (hash === undefined) return false;
  if (hash === blobHash(bytes)) return true;
  if (!bytes.includes(13)) return false;
  return hash === blobHash(Buffer.from(Buffer.from(bytes).toString("latin1").replaceAll("\r\n", "\n"), "latin1"));
}
