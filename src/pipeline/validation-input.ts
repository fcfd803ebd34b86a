import type { Changes } from "../model/changes.js";
import type { EvidenceFiles } from "../model/evidence-files.js";
import { type History, NO_HISTORY } from "../model/history.js";
import { catalogRoleOf, type RawFile } from "../model/raw-file.js";
import { type ParsedFile, parseFile, parseFrontMatter } from "../parse/parse-file.js";

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
    const file = catalogRoleOf(path);
    return file ? [[path, parseFile({ path, file, bytes }).data] as const] : [];
  });
  return { changed, deleted, before: new Map(data) };
}

/** The earlier front matter of published own documents: only these have rules on what changed. */
export async function readHistory(
  root: string,
  files: readonly RawFile[],
  parsed: readonly ParsedFile[],
  changes: Changes | null,
): Promise<History> {
  const bytes = new Map(files.map((file) => [file.path, file.bytes]));
  type StatusAndAccount = { status?: unknown; account?: unknown } | undefined;
  const account = (parsed.find(({ file }) => file.role === "config")?.data as StatusAndAccount)?.account;
  const published = parsed.filter(({ data, path }) => {
    const fields = data as StatusAndAccount;
    const own = (fields?.account ?? account ?? "own") === "own";
    return fields?.status === "published" && own && (changes === null || changes.changed.has(path));
  });
  if (published.length === 0) return NO_HISTORY;
  const { earlierVersions } = await import("../git/versions.js");
  const current = new Map(published.map(({ path }) => [path, bytes.get(path) ?? new Uint8Array()]));
  const versions = await earlierVersions(root, current);
  return new Map(
    [...versions].map(([path, all]) => [
      path,
      all.map((version) => parseFrontMatter(path, version)).filter((data) => data !== undefined),
    ]),
  );
}
