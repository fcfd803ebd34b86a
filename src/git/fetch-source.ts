import { mkdirSync, rmSync } from "node:fs";
import { IGNORED_FOLDERS } from "../model/generated-folders.js";
import { FILE_FOLDERS, MAX_READ_BYTES } from "../model/raw-file.js";
import type { SourceProtocol, SourceSnapshot } from "../model/repository-source.js";
import { readBlobs } from "./blobs.js";
import { RemoteFault, type RemoteLimits, remoteGit } from "./remote-git.js";

/** What a source may take, at most. */
export interface SourceLimits extends RemoteLimits {
  /** Files of the collection. */
  files: number;
  /** Of the text of the collection, in bytes. */
  textBytes: number;
}

export const SOURCE_LIMITS: SourceLimits = {
  silenceMs: 20_000,
  totalMs: 10 * 60_000,
  bytes: 1024 * 1024 * 1024,
  files: 50_000,
  textBytes: 256 * 1024 * 1024,
};

/** Where a source is fetched from. */
export interface SourceAddress {
  url: string;
  protocol: SourceProtocol;
  /** A branch, a tag, the full hash of a commit, or `HEAD`. */
  ref: string;
  /** Null: the top of the repository, else the one folder there that has an `inquest.yaml`. */
  folder: string | null;
}

const REF = "refs/inquest/source";
/** As many paths go into one call of git. */
const MAX_PATHS_PER_CALL = 500;
/** More notes of a kind are counted. */
const MAX_NOTES = 5;

/**
 * The commit that a branch or tag of a remote names; null where the answer is not certain.
 * @param folder any folder
 * @throws RemoteFault where the remote cannot be reached
 */
export async function remoteCommit(
  folder: string,
  { url, protocol, ref }: SourceAddress,
  limits: RemoteLimits,
): Promise<string | null> {
  if (isHash(ref)) return ref;
  const args = ["ls-remote", "--end-of-options", url, ref, `${ref}^{}`];
  const refs = new Map<string, string>();
  for (const line of (await remoteGit(folder, args, protocolsFor(protocol), limits)).split("\n")) {
    const [hash, name] = line.split("\t");
    if (hash && name) refs.set(name, hash);
  }
  // The order in which git itself looks for a name.
  for (const name of [ref, `refs/${ref}`, `refs/tags/${ref}`, `refs/heads/${ref}`]) {
    const hash = refs.get(`${name}^{}`) ?? refs.get(name);
    if (hash !== undefined) return hash;
  }
  return null;
}

/**
 * Fetches one commit of a repository and reads the files of the collection in it, as objects: nothing is checked out. Links
 * and submodules are left out, with a note.
 * @param folder an empty folder, in which the repository may lie
 * @throws RemoteFault where it cannot be reached, is no collection, or exceeds a limit
 */
export async function fetchSource(
  folder: string,
  address: SourceAddress,
  limits: SourceLimits,
): Promise<SourceSnapshot> {
  const { url, protocol, ref } = address;
  mkdirSync(folder, { recursive: true });
  const git = (args: readonly string[], protocols = "none") => remoteGit(folder, args, protocols, limits);
  await git(["init", "--quiet", "--template="]);
  const fetch = ["fetch", "--quiet", "--progress", "--depth=1", "--no-tags", "--no-recurse-submodules"];
  await git([...fetch, "--end-of-options", url, `+${ref}:${REF}`], protocolsFor(protocol));
  const commit = (await git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${REF}^{commit}`])).trim();
  const { time, parents } = readCommit(await git(["cat-file", "commit", commit]));
  const collection = await collectionFolder(commit, address.folder, git);
  const { blobs, notes } = await listFiles(commit, collection, git, limits);
  const bytes = await readBlobs(folder, [...new Set(blobs.map(({ hash }) => hash))]);
  rmSync(folder, { recursive: true, force: true });
  return {
    commit,
    folder: collection,
    time,
    parents,
    notes,
    files: blobs.map(({ path, hash }) => ({ path, bytes: bytes.get(hash) ?? new Uint8Array() })),
  };
}

type Git = (args: readonly string[]) => Promise<string>;

/** A user's git may write one protocol as another, but never as one that needs `--allow-local`. */
function protocolsFor(protocol: SourceProtocol): string {
  return protocol === "file" || protocol === "http" ? protocol : "https:ssh";
}

function isHash(ref: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(ref);
}

/** The time and the parents of a commit, from its object: in a shallow clone `git log` leaves out the parents. */
function readCommit(text: string): { time: string; parents: string[] } {
  const header = text.split("\n\n", 1)[0] ?? "";
  const seconds = Number(/^committer .*> (\d+) [+-]\d{4}$/m.exec(header)?.[1] ?? 0);
  const parents = [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, hash = ""]) => hash);
  const time = new Date(Math.min(seconds, 253_402_300_799) * 1000).toISOString().replace(".000Z", "Z");
  return { time, parents };
}

async function collectionFolder(commit: string, folder: string | null, git: Git): Promise<string> {
  const within = folder === null || folder === "." ? "" : `${folder}/`;
  if ((await configsAmong(commit, [`${within}inquest.yaml`], git)).length > 0)
    return within === "" ? "." : (folder ?? ".");
  if (folder !== null)
    throw new RemoteFault(`it is no collection: there is no inquest.yaml in ${JSON.stringify(folder)}`);
  const entries = (await git(["ls-tree", "-z", "-d", "--name-only", commit])).split("\0");
  const folders = entries.filter((name) => name !== "" && !name.startsWith(".") && !IGNORED_FOLDERS.has(name));
  const found: string[] = [];
  for (let at = 0; at < folders.length; at += MAX_PATHS_PER_CALL)
    found.push(
      ...(await configsAmong(
        commit,
        folders.slice(at, at + MAX_PATHS_PER_CALL).map((name) => `${name}/inquest.yaml`),
        git,
      )),
    );
  const [only] = found;
  if (only === undefined)
    throw new RemoteFault("it is no collection: there is no inquest.yaml at its top or one folder below");
  if (found.length > 1) throw new RemoteFault("it has several collections: say which with folder: …");
  return only.slice(0, -"/inquest.yaml".length);
}

/** The paths that are regular files. */
async function configsAmong(commit: string, paths: readonly string[], git: Git): Promise<string[]> {
  return (await git(["ls-tree", "-z", commit, "--", ...paths]))
    .split("\0")
    .flatMap((entry) => /^100\d{3} blob [0-9a-f]+\t([\s\S]+)$/.exec(entry)?.[1] ?? []);
}

async function listFiles(
  commit: string,
  folder: string,
  git: Git,
  limits: SourceLimits,
): Promise<{ blobs: { path: string; hash: string }[]; notes: string[] }> {
  const start = folder === "." ? "" : `${folder}/`;
  const paths = ["inquest.yaml", ...FILE_FOLDERS].map((name) => `${start}${name}`);
  const listing = await git(["ls-tree", "-r", "-z", "-l", commit, "--", ...paths]);
  const blobs: { path: string; hash: string }[] = [];
  const left = new Map<string, string[]>();
  let bytes = 0;
  for (const entry of listing.split("\0")) {
    const [, mode = "", hash = "", size = "", full = ""] =
      /^(\d+) \w+ ([0-9a-f]+) +(\S+)\t([\s\S]+)$/.exec(entry) ?? [];
    if (full === "") continue;
    const path = full.slice(start.length);
    const why = reasonToLeaveOut(mode, Number(size), path);
    if (why !== null) {
      left.set(why, [...(left.get(why) ?? []), path]);
      continue;
    }
    if (!/\.(?:md|yaml)$/.test(path)) continue;
    bytes += Number(size);
    blobs.push({ path, hash });
    if (blobs.length > limits.files) throw new RemoteFault(`it has more than ${limits.files} files`);
    if (bytes > limits.textBytes)
      throw new RemoteFault(`its collection is larger than ${Math.round(limits.textBytes / 1024 / 1024)} MiB`);
  }
  return { blobs, notes: [...left].flatMap(([why, all]) => notesOf(why, all)) };
}

function reasonToLeaveOut(mode: string, size: number, path: string): string | null {
  if (mode === "120000") return "it is a link";
  if (mode === "160000") return "it is a submodule";
  if (!mode.startsWith("100")) return "it is no regular file";
  if (size > MAX_READ_BYTES) return "it is too large";
  const isOdd = path.split("/").some((part) => part === "" || part === "." || part === ".." || /^\.git$/i.test(part));
  return isOdd || /[\\\p{Cc}\ufffd]/u.test(path) ? "no system takes its path" : null;
}

function notesOf(why: string, paths: readonly string[]): string[] {
  const named = paths.slice(0, MAX_NOTES).map((path) => `${JSON.stringify(path)} was left out: ${why}`);
  return paths.length > MAX_NOTES ? [...named, `${paths.length - MAX_NOTES} more files were left out: ${why}`] : named;
}
