import type { EvidenceFiles } from "../model/evidence-files.js";
import type { Progress } from "../model/progress.js";
import type { RecentCommits } from "../model/recent-commits.js";
import type { Source } from "../model/source.js";
import type { ParsedFile } from "../parse/parse-file.js";
import type { FileMemo } from "../read/file-memo.js";
import { type ListedEvidence, readEvidence } from "../read/read-evidence.js";
import type { Unreadable } from "../read/walk-folder.js";
import { type Validated, type ValidateOptions, type ValidationInput, validate } from "../validate/validate.js";
import { duplicateFinder } from "./kept-duplicates.js";
import { resultsIn } from "./kept-results.js";
import { type Loaded, type LoadOptions, loadInSteps, readFiles } from "./load.js";
import { sourceIds } from "./source-declarations.js";
import {
  hasGlobs,
  newPastMemo,
  type PastMemo,
  readChanges,
  readCheckFiles,
  readPast,
  readRecentCommits,
  startGit,
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

export interface CheckOptions extends ValidateOptions, LoadOptions {
  /** Report only what concerns changes since the merge base of this ref and HEAD; by default everything. */
  changedSince?: string | null;
  /** Is told how far the check has come. */
  progress?: Progress | undefined;
  /** What git says of the last commits; by default it is asked. */
  recentCommits?: RecentCommits | Promise<RecentCommits | null> | undefined;
  /** Whether to look for documents that drafts may be duplicates of, which takes long; by default not. */
  findDuplicates?: boolean;
  /** Remembers the duplicates that were found. */
  duplicates?: ValidationInput["possibleDuplicates"];
  /** Remembers the hashes of evidence. */
  hashes?: FileMemo;
  /** Remembers the history of documents and catalogs, as git printed it. */
  past?: PastMemo;
  /** The SHA-256 of files below `evidence/` that count whatever lies there now; null: there is no such file. */
  evidence?: ReadonlyMap<string, string | null>;
}

/** Git is heard between turns of the event loop, and waits while what it prints is not read. */
const FILES_PER_TURN = 32;

/** For commands that end: as `bodiesAtOnce`. Servers keep all. */
export const BODIES_AT_ONCE = 250;

/** Files in a folder → diagnostics and what is valid. */
export async function check(root: string, options: CheckOptions): Promise<Checked> {
  const read = readFiles(root, options);
  const past = options.past ?? newPastMemo(options.cache);
  const git = options.recentCommits ? {} : await startGit(root, read.files, past);
  const loading = loadInSteps(root, read, options);
  let step = loading.next();
  for (; !step.done; step = loading.next()) {
    const [done, total] = step.value;
    await options.progress?.("Reading", done, total);
    if (done % FILES_PER_TURN === 1) await nextTurn();
  }
  const results = options.results ?? (options.cache?.folder ? resultsIn(options.cache) : undefined);
  return validateLoaded(root, step.value, { pause: nextTurn, ...options, results, past, ...git });
}

/** Waits for the next turn of the event loop. Between turns what the native parser made of bodies is freed, and git is heard. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Parsed files → diagnostics and what is valid. Evidence and history are read for this. */
export async function validateLoaded(root: string, loaded: Loaded, options: CheckOptions): Promise<Checked> {
  const { files, unreadable, parsed } = loaded;
  const evidence = withHashes(readEvidence(root, options.hashes), options.evidence ?? new Map());
  const { changedSince = null } = options;
  const changes = changedSince === null ? null : await readChanges(root, changedSince, files, evidence);
  const [{ history, removed, trouble }, recentCommits] = await Promise.all([
    readPast(root, loaded, changes, options.past ?? newPastMemo(options.cache)),
    hasGlobs(parsed) ? (options.recentCommits ?? readRecentCommits(root)) : null,
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
        ...(options.findDuplicates ? { possibleDuplicates: options.duplicates ?? duplicateFinder(options.cache) } : {}),
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
