import type { Cache } from "../cache/cache.js";
import type { HistoryMemo } from "../git/file-history.js";
import type { Changes } from "../model/changes.js";
import type { EvidenceFiles } from "../model/evidence-files.js";
import { type History, NO_HISTORY, type RemovedDocument } from "../model/history.js";
import { catalogRoleOf, type FileRole, type RawFile } from "../model/raw-file.js";
import type { RecentCommits } from "../model/recent-commits.js";
import type { RepositoryFile } from "../model/repository-file.js";
import { type ParsedFile, parseFile, parseFrontMatter } from "../parse/parse-file.js";
import { repositoryOf } from "../read/find-collection.js";
import { roleOfPath } from "../read/read-collection.js";
import { readRepositoryFiles } from "../read/read-repository-files.js";
import type { Unreadable } from "../read/walk-folder.js";
import { memoize } from "../util/memoize.js";
import { frontMatterIn } from "./kept-front-matter.js";

/** What differs from the merge base of a ref and HEAD. Files that are no part of a collection are left out. */
export async function readChanges(
  root: string,
  ref: string,
  files: readonly RawFile[],
  evidence: EvidenceFiles,
): Promise<Changes> {
  const { changedFiles } = await import("../git/changed-files.js");
  const current = new Map<string, Uint8Array>(files.map(({ path, bytes }) => [path, bytes]));
  const attachments: string[] = [];
  for (const [path, { type }] of evidence.files) {
    if (type === "file") attachments.push(path);
    // A link is never read, and counts as changed: git does not hold it as a file.
    else current.set(path, new Uint8Array());
  }
  const { changed, deleted, before } = await changedFiles(root, ref, current, attachments);
  const data = [...before].flatMap(([path, bytes]) => {
    const file: FileRole | undefined = path === "inquest.yaml" ? { role: "config" } : catalogRoleOf(path);
    return file ? [[path, parseFile({ path, file, bytes }).data] as const] : [];
  });
  return { changed, deleted, before: new Map(data) };
}

/** The files of a collection as they are now. */
interface ReadFiles {
  files: readonly RawFile[];
  unreadable: readonly Unreadable[];
  parsed: readonly ParsedFile[];
}

/** What git knows of earlier versions, and of documents that are not there any more. */
export interface Past {
  history: History;
  removed: readonly RemovedDocument[];
  /** Why git could not tell all of it, as a sentence with the way out; null where it could, or was not asked. */
  trouble: string | null;
}

/** The history as git last printed it, and the front matter of its blobs. */
export interface PastMemo {
  history: HistoryMemo;
  frontMatter(bytes: Uint8Array, path: string): Record<string, unknown> | undefined;
}

/** @param cache what earlier runs read */
export function newPastMemo(cache?: Cache): PastMemo {
  const kept = cache?.folder ? frontMatterIn(cache) : undefined;
  return {
    history: { stamp: undefined, log: null, blobs: new Map() },
    frontMatter: memoize((bytes, path: string) => parseFrontMatter(path, bytes, kept)),
  };
}

/** The earlier front matter of published own documents, of which rules say what changed, and that of removed documents. */
export async function readPast(
  root: string,
  { files, unreadable, parsed }: ReadFiles,
  changes: Changes | null,
  memo: PastMemo,
): Promise<Past> {
  const bytes = new Map(files.map((file) => [file.path, file.bytes]));
  type StatusAndAccount = { status?: unknown; account?: unknown } | undefined;
  const account = (parsed.find(({ file }) => file.role === "config")?.data as StatusAndAccount)?.account ?? "own";
  const published = parsed.filter(({ data, path }) => {
    const fields = data as StatusAndAccount;
    const own = (fields?.account ?? account) === "own";
    return fields?.status === "published" && own && (changes === null || changes.changed.has(path));
  });
  // A collection of others' incidents has no history of its own.
  if (published.length === 0 && account !== "own") return { history: NO_HISTORY, removed: [], trouble: null };
  const { fileHistory } = await import("../git/file-history.js");
  const current = new Map(published.map(({ path }) => [path, bytes.get(path) ?? new Uint8Array()]));
  const there = new Set([...files, ...unreadable].map(({ path }) => path));
  const isRemoved = (path: string) => documentOf(path) !== undefined && !there.has(path);
  const { earlier, removed, trouble } = await fileHistory(root, current, isRemoved, memo.history);
  const history = new Map(
    [...earlier].map(([path, all]) => [
      path,
      all.map((version) => memo.frontMatter(version, path)).filter((data) => data !== undefined),
    ]),
  );
  const documents = [...removed].flatMap(([path, content]) => {
    const document = documentOf(path);
    const data = memo.frontMatter(content, path);
    return document && data ? [{ path, ...document, data }] : [];
  });
  return { history, removed: documents, trouble: trouble && noteOf(trouble) };
}

function noteOf({ what, remedy }: { what: string; remedy: string }): string {
  return `${what}, so rules about earlier versions find nothing; ${remedy}`;
}

function documentOf(path: string): Pick<RemovedDocument, "id" | "type"> | undefined {
  const file = roleOfPath(path);
  return file?.role === "postmortem" || file?.role === "drill" ? { id: file.id, type: file.role } : undefined;
}

/** How many of the last commits are asked whether a glob matches too many. */
const MAX_RECENT_COMMITS = 500;

/** What git says of the last commits, which globs are judged by; null: nothing. */
export async function readRecentCommits(root: string): Promise<RecentCommits | null> {
  const { recentCommits } = await import("../git/commit-paths.js");
  return recentCommits(repositoryOf(root), MAX_RECENT_COMMITS);
}

/**
 * Asks git what will be needed of it, so that it answers while the files are parsed. By their bytes alone that is a guess:
 * what it misses is asked later, and what is not needed is thrown away.
 * @returns what git says of the last commits, if it was asked
 */
export async function startGit(
  root: string,
  files: readonly RawFile[],
  { history }: PastMemo,
): Promise<{ recentCommits?: Promise<RecentCommits | null> }> {
  const has = (role: FileRole["role"], text: string) =>
    files.some((one) => one.file.role === role && textOf(one).includes(text));
  if (!has("config", "account: third-party")) (await import("../git/file-history.js")).startHistory(root, history);
  if (!has("postmortem", "affects:") && !has("catalog", "paths:")) return {};
  const recentCommits = readRecentCommits(root);
  // Where it fails, what waits for it gets the error.
  recentCommits.catch(() => undefined);
  return { recentCommits };
}

function textOf({ bytes }: RawFile): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Whether a postmortem or a service has globs that commits can be compared with. */
export function hasGlobs(parsed: readonly ParsedFile[]): boolean {
  return parsed.some(hasGlob);
}

/** The data of the file has not been validated yet. */
function hasGlob({ file, data }: ParsedFile): boolean {
  if (file.role === "postmortem") return (data as { affects?: unknown } | undefined)?.affects !== undefined;
  if (file.role !== "catalog") return false;
  const { services } = (data ?? {}) as { services?: unknown };
  return Array.isArray(services) && services.some((one: { paths?: unknown } | null) => one?.paths !== undefined);
}

/** The files of the repository that invariants name as what checks them. */
export function readCheckFiles(root: string, parsed: readonly ParsedFile[]): Map<string, RepositoryFile> {
  const named = parsed.flatMap(({ file, data }) => (file.role === "catalog" ? checkFilesIn(data) : []));
  return named.length === 0 ? new Map() : readRepositoryFiles(repositoryOf(root), named);
}

/** The catalog has not been validated yet. */
function checkFilesIn(data: unknown): string[] {
  const { invariants } = (data ?? {}) as { invariants?: unknown };
  if (!Array.isArray(invariants)) return [];
  const checks = invariants.flatMap((one: { checked_by?: unknown } | null) => one?.checked_by ?? []);
  return checks.flatMap(({ file }: { file?: unknown }) => (typeof file === "string" ? [file] : []));
}
