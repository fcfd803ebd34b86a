import type { Cache } from "../cache/cache.js";
import type { EvidenceFiles } from "../model/evidence-files.js";
import type { Progress } from "../model/progress.js";
import { isDocument, type RawFile } from "../model/raw-file.js";
import type { RecentCommits } from "../model/recent-commits.js";
import type { Source } from "../model/source.js";
import { aboutPathIn, baselinePathIn, type ParsedFile, parseFile, parserWith } from "../parse/parse-file.js";
import type { FileMemo } from "../read/file-memo.js";
import { withOverlay } from "../read/overlay.js";
import { readCollection, readNamedFile } from "../read/read-collection.js";
import { type ListedEvidence, readEvidence } from "../read/read-evidence.js";
import type { Unreadable } from "../read/walk-folder.js";
import { checkSchema } from "../validate/schema/schema-check.js";
import { type Validated, type ValidateOptions, validate } from "../validate/validate.js";
import { yamlMemo } from "./cached-yaml.js";
import { duplicateFinder } from "./kept-duplicates.js";
import { resultsIn } from "./kept-results.js";
import { sourceIds } from "./source-declarations.js";
import {
  newPastMemo,
  type PastMemo,
  readChanges,
  readCheckFiles,
  readPast,
  readRecentCommits,
} from "./validation-input.js";

export { hasNativeParser } from "../parse/fast-markdown.js";

/** What a collection's folder holds, checked. */
export interface Checked extends Validated {
  /** How many documents and catalogs were read. */
  files: number;
  unreadable: readonly Unreadable[];
  /** Why git could not tell the history, as a sentence with the way out; null where it could, or was not asked. */
  gitNote: string | null;
  /** The sources whose ids were needed and are not there, a sentence each with the way out. */
  missingSources: readonly string[];
  /** What lay below `evidence/`. */
  evidence: EvidenceFiles;
  /** Every file that was read, for editors. */
  parsed: readonly ParsedFile[];
  /** Every source by its path in the collection, for code frames. */
  sources: ReadonlyMap<string, Source>;
}

export interface CheckOptions extends ValidateOptions {
  /** The baseline that an option names; by default the one of `inquest.yaml`, if any. Its path is relative to the collection's folder. */
  baseline?: RawFile | null;
  /** Report only what concerns changes since the merge base of this ref and HEAD; by default everything. */
  changedSince?: string | null;
  /** What an editor holds of files and has not saved, by path in the collection. */
  overlay?: ReadonlyMap<string, Uint8Array>;
  /** Parses a file. Lets watchers reuse the parse of unchanged files. */
  parse?: typeof parseFile;
  /** What earlier runs computed; by default nothing. */
  cache?: Cache | undefined;
  /** Is told how far the check has come. */
  progress?: Progress | undefined;
  /** What git said of the last commits earlier; by default it is asked. */
  recentCommits?: RecentCommits;
  /** Whether to look for documents that drafts may be duplicates of, which takes long; by default not. */
  findDuplicates?: boolean;
  /** Remembers the hashes of evidence likewise. */
  hashes?: FileMemo;
  /** Remembers the bytes of documents and catalogs. */
  bytes?: FileMemo;
  /** Remembers their history, as git printed it. */
  past?: PastMemo;
  /** The SHA-256 of files below `evidence/` that count whatever lies there now; null: there is no such file. */
  evidence?: ReadonlyMap<string, string | null>;
}

/** For commands that read no body after a check: as `bodiesAtOnce`. */
export const BODIES_AT_ONCE = 250;

/** What a collection's folder holds, read and parsed. */
export interface Loaded {
  files: readonly RawFile[];
  unreadable: readonly Unreadable[];
  parsed: readonly ParsedFile[];
}

/** Files in a folder → diagnostics and what is valid. */
export async function check(root: string, options: CheckOptions): Promise<Checked> {
  const loading = loadInSteps(root, options);
  let step = loading.next();
  for (; !step.done; step = loading.next()) await options.progress?.("Reading", ...step.value);
  const results = options.results ?? (options.cache?.folder ? resultsIn(options.cache) : undefined);
  return validateLoaded(root, step.value, { ...options, results });
}

type LoadOptions = Pick<CheckOptions, "baseline" | "bytes" | "overlay" | "parse" | "cache">;

/** Files in a folder → parsed files. */
export function load(root: string, options: LoadOptions = {}): Loaded {
  const loading = loadInSteps(root, options);
  let step = loading.next();
  while (!step.done) step = loading.next();
  return step.value;
}

/** Yields how many files are parsed, and how many there are. */
function* loadInSteps(root: string, options: LoadOptions): Generator<[done: number, total: number], Loaded> {
  const overlay: ReadonlyMap<string, Uint8Array> = options.overlay ?? new Map();
  const parse = options.parse ?? (options.cache?.folder ? parserWith(yamlMemo(options.cache)) : parseFile);
  const { files, unreadable } = withOverlay(readCollection(root, undefined, options.bytes), overlay);
  const parsed: ParsedFile[] = [];
  for (const file of files) {
    parsed.push(parse(file));
    yield [parsed.length, files.length];
  }
  const baseline = options.baseline ?? readNamedFile(root, baselinePathIn(parsed) ?? "", { role: "baseline" });
  if (baseline) parsed.push(parse(baseline));
  const about = readNamedFile(root, aboutPathIn(parsed) ?? "", { role: "about" });
  const unread = parsed.findIndex(({ path, file }) => path === about?.path && file.role === "stray");
  if (unread >= 0) parsed.splice(unread, 1);
  if (about) parsed.push(parse({ ...about, bytes: overlay.get(about.path) ?? about.bytes }));
  return { files, unreadable, parsed };
}

/** The documents and catalogs whose YAML could not be parsed, by path: commands that do not check leave them out. */
export function unparsedFiles({ parsed }: Pick<Loaded, "parsed">): string[] {
  return parsed.flatMap(({ file, path, data }) =>
    (isDocument(file) || file.role === "catalog") && data === undefined ? [path] : [],
  );
}

/** The first fault of `inquest.yaml`, for commands that do not check: what is wrong there is as if it were not set. */
export function settingsFault({ parsed }: Pick<Loaded, "parsed">): SettingsFault | null {
  const settings = parsed.find(({ file }) => file.role === "config");
  if (settings === undefined) return null;
  const [fault] = [...settings.problems, ...checkSchema(settings).faults];
  return fault === undefined
    ? null
    : { path: settings.path, line: fault.place.line, column: fault.place.column, message: fault.message };
}

export interface SettingsFault {
  path: string;
  line: number;
  column: number;
  message: string;
}

/** Parsed files → diagnostics and what is valid. Evidence and history are read for this. */
export async function validateLoaded(root: string, loaded: Loaded, options: CheckOptions): Promise<Checked> {
  const { files, unreadable, parsed } = loaded;
  const evidence = withHashes(readEvidence(root, options.hashes), options.evidence ?? new Map());
  const { changedSince = null } = options;
  const changes = changedSince === null ? null : await readChanges(root, changedSince, files, evidence);
  const [{ history, removed, trouble }, recentCommits] = await Promise.all([
    readPast(root, loaded, changes, options.past ?? newPastMemo(options.cache)),
    options.recentCommits ?? readRecentCommits(root, parsed),
  ]);
  const sources = sourceIds(root, parsed);
  return {
    ...(await validate(
      parsed,
      {
        evidence,
        history,
        removed,
        repositoryFiles: readCheckFiles(root, parsed),
        recentCommits,
        ...(options.findDuplicates ? { possibleDuplicates: duplicateFinder(options.cache) } : {}),
        unreadable: unreadable.map(({ path }) => path),
        changes,
        sources,
      },
      options,
    )),
    files: files.filter(({ file }) => file.role !== "stray").length,
    unreadable: [...unreadable, ...evidence.unreadable],
    gitNote: trouble,
    missingSources: [...(sources?.missing.values() ?? [])],
    evidence,
    parsed,
    sources: new Map(parsed.map((file) => [file.path, file.source])),
  };
}

function withHashes(found: ListedEvidence, known: ReadonlyMap<string, string | null>): ListedEvidence {
  const files = new Map(found.files);
  for (const [path, sha256] of known)
    if (sha256 === null) files.delete(path);
    else files.set(path, { type: "file", sha256 });
  return { ...found, files };
}

/** How many references lead nowhere. */
export function danglingIn({ diagnostics }: Checked): number {
  return diagnostics.filter(({ rule }) => rule === "unknown-reference").length;
}
