import { relative, sep } from "node:path";
import type { Collection } from "./model/collection.js";
import { compareText, type Diagnostic } from "./model/diagnostic.js";
import { EnvironmentFault, PageFault } from "./model/environment-fault.js";
import type { EvidenceFiles } from "./model/evidence-files.js";
import type { OutputFile } from "./model/page.js";
import { FILE_START } from "./model/place.js";
import type { RawFile } from "./model/raw-file.js";
import type { Visibility } from "./model/schema-types.js";
import type { SearchRecord } from "./model/search-record.js";
import type { Source } from "./model/source.js";
import { aboutPathIn, baselinePathIn, type ParsedFile, parseFile } from "./parse/parse-file.js";
import type { NextOptions } from "./pipeline/next.js";
import type { RecallPrintOptions, ReplayPrintOptions } from "./pipeline/recall.js";
import type { ReportOptions } from "./pipeline/report.js";
import { readChanges, readCheckFiles, readPast } from "./pipeline/validation-input.js";
import type { FileMemo } from "./read/file-memo.js";
import { withOverlay } from "./read/overlay.js";
import { readCollection, readNamedFile } from "./read/read-collection.js";
import { type ListedEvidence, readEvidence } from "./read/read-evidence.js";
import type { Unreadable } from "./read/walk-folder.js";
import { collectionOf, nowOf, type Validated, type ValidateOptions, validate } from "./validate/validate.js";

export { hasNativeParser } from "./parse/fast-markdown.js";

/** What a collection's folder holds, checked. */
export interface Checked extends Validated {
  /** How many documents and catalogs were read. */
  files: number;
  unreadable: readonly Unreadable[];
  /** Why git could not tell the history, as a sentence with the way out; null where it could, or was not asked. */
  gitNote: string | null;
  /** What lay below `evidence/`. */
  evidence: EvidenceFiles;
  /** Every file that was read, for editors. */
  parsed: readonly ParsedFile[];
  /** Every source by its path in the collection, for code frames. */
  sources: ReadonlyMap<string, Source>;
}

export interface CheckOptions extends ValidateOptions {
  /** The baseline that an option names; null: the one of `inquest.yaml`, if any. Its path is relative to the collection's folder. */
  baseline: RawFile | null;
  /** Report only what concerns changes since the merge base of this ref and HEAD; null: everything. */
  changedSince: string | null;
  /** What an editor holds of files and has not saved, by path in the collection. */
  overlay?: ReadonlyMap<string, Uint8Array>;
  /** Parses a file. Lets watchers reuse the parse of unchanged files. */
  parse?: typeof parseFile;
  /** Remembers the hashes of evidence likewise. */
  hashes?: FileMemo;
  /** The SHA-256 of files below `evidence/` that count whatever lies there now; null: there is no such file. */
  evidence?: ReadonlyMap<string, string | null>;
}

/** What a collection's folder holds, read and parsed. */
export interface Loaded {
  files: readonly RawFile[];
  unreadable: readonly Unreadable[];
  parsed: readonly ParsedFile[];
}

/** Files in a folder → diagnostics and what is valid. */
export function check(root: string, options: CheckOptions): Promise<Checked> {
  return validateLoaded(root, load(root, options), options);
}

/** Files in a folder → parsed files. */
export function load(root: string, options: Pick<CheckOptions, "baseline" | "overlay" | "parse">): Loaded {
  const overlay: ReadonlyMap<string, Uint8Array> = options.overlay ?? new Map();
  const parse = options.parse ?? parseFile;
  const { files, unreadable } = withOverlay(readCollection(root), overlay);
  const parsed = files.map(parse);
  const baseline = options.baseline ?? readNamedFile(root, baselinePathIn(parsed) ?? "", { role: "baseline" });
  if (baseline) parsed.push(parse(baseline));
  const about = readNamedFile(root, aboutPathIn(parsed) ?? "", { role: "about" });
  const unread = parsed.findIndex(({ path, file }) => path === about?.path && file.role === "stray");
  if (unread >= 0) parsed.splice(unread, 1);
  if (about) parsed.push(parse({ ...about, bytes: overlay.get(about.path) ?? about.bytes }));
  return { files, unreadable, parsed };
}

/** Parsed files → diagnostics and what is valid. Evidence and history are read for this. */
export async function validateLoaded(root: string, loaded: Loaded, options: CheckOptions): Promise<Checked> {
  const { files, unreadable, parsed } = loaded;
  const evidence = withHashes(readEvidence(root, options.hashes), options.evidence ?? new Map());
  const changes = options.changedSince === null ? null : await readChanges(root, options.changedSince, files, evidence);
  const { history, removed, trouble } = await readPast(root, loaded, changes);
  return {
    ...(await validate(
      parsed,
      {
        evidence,
        history,
        removed,
        repositoryFiles: readCheckFiles(root, parsed),
        unreadable: unreadable.map(({ path }) => path),
        changes,
      },
      options,
    )),
    files: files.filter(({ file }) => file.role !== "stray").length,
    unreadable: [...unreadable, ...evidence.unreadable],
    gitNote: trouble,
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

export interface BuildOptions {
  audience: Visibility | null;
  baseUrl: string | null;
  /** `YYYY-MM-DD`, or null: `as_of`, else the day of HEAD, else the newest day of the content. */
  date: string | null;
  search: boolean;
  version: string;
  allowErrors: boolean;
}

/** What a build comes to: the files of the site, or the errors that stand against it. */
export type Built = { checked: Checked; errors: Diagnostic[]; files: OutputFile[] | null };

/** Files in a folder → the files of the site. Nothing is written. The stages behind validation are loaded when they are needed. */
export async function build(root: string, options: BuildOptions): Promise<Built> {
  const { headCommit } = await import("./git/head.js");
  const commit = await headCommit(root);
  const today = commit?.time.slice(0, 10) ?? null;
  const request = { now: options.date, today, asPublished: false, baseline: null, changedSince: null };
  const checked = await check(root, request);
  const errors = errorsOf(checked);
  if (errors.length > 0 && !options.allowErrors) return { checked, errors, files: null };
  const { collection } = checked;
  const audience = options.audience ?? collection.config.audience ?? "public";
  const [{ planFor }, { redact }, { refuseLeaks }, { contained }] = await Promise.all([
    import("./pipeline/site.js"),
    import("./redact/redact.js"),
    import("./redact/scan.js"),
    import("./pipeline/contained.js"),
  ]);
  const site = {
    audience,
    baseUrl: options.baseUrl ?? collection.config.base_url ?? null,
    // The newest day of the content, where nothing else says, is that of what the audience sees.
    now: nowOf(redact(collection, audience), { now: options.date, today }),
    commit,
    version: options.version,
    isPartial: checked.unreadable.length > 0 || checked.parsed.some(isUnread),
  };
  const { made, failures } = await contained(documentPaths(collection), async (leftOut) => {
    const { plan, attachments, evidenceHashes } = await planFor(root, collection, { ...site, leftOut });
    const pages = [...plan.files()].sort((a, b) => compareText(a.path, b.path));
    if (!options.search) return { plan, pages, attachments, evidenceHashes, index: [] };
    const [{ buildSearchIndex }, { loadLanguage }] = await Promise.all([
      import("./search/build-index.js"),
      import("./search/languages.js"),
    ]);
    const index = buildSearchIndex(plan.records(), await loadLanguage(collection.config.lang ?? "en"));
    return { plan, pages, attachments, evidenceHashes, index };
  });
  errors.push(...Array.from(failures, unshownAt));
  if (failures.size > 0 && !options.allowErrors) return { checked, errors, files: null };
  const { plan, pages, attachments, index } = made;
  const changed = [...made.evidenceHashes].filter(
    ([path, sha256]) => sha256 !== (checked.evidence.files.get(path)?.sha256 ?? null),
  );
  if (changed.length > 0 && !options.allowErrors) return refuseChanged(root, request, new Map(changed));
  if (audience === "public") {
    const again = async (altered: Collection) => {
      const { plan, attachments } = await planFor(root, altered, { ...site, leftOut: new Set(failures.keys()) });
      return [...plan.files(), ...recordFiles(plan.records()), ...attachments];
    };
    await refuseLeaks(collection, [...pages, ...recordFiles(plan.records()), ...attachments], again);
  }
  return { checked, errors, files: [...pages, ...attachments, ...index] };
}

/** The paths of the documents of a collection, those of a kind together. */
export function documentPaths({ postmortems, drills }: Collection): string[][] {
  return [postmortems, drills].map((documents) => documents.map(({ source }) => source.path));
}

/** The diagnostic of a document that cannot be shown. */
function unshownAt([file, error]: readonly [string, Error]): Diagnostic {
  return {
    rule: "document-limit",
    severity: "error",
    file,
    path: "",
    ...FILE_START,
    message: `Expected a document that can be shown: ${error.message}`,
    hint:
      error instanceof PageFault
        ? "Mend the template, or simplify the document"
        : "Simplify the document; if it is an ordinary one, this is a bug in inquest",
  };
}

/**
 * Checks a collection whose evidence was changed after it had been checked, with the hashes that a site would publish.
 * @param changed the SHA-256 by path; null: the file is gone
 * @throws EnvironmentFault where nothing stands against the new files, which the site was not made of
 */
async function refuseChanged(
  root: string,
  request: CheckOptions,
  changed: ReadonlyMap<string, string | null>,
): Promise<Built> {
  const checked = await check(root, { ...request, evidence: changed });
  const errors = errorsOf(checked);
  if (errors.length > 0) return { checked, errors, files: null };
  throw new EnvironmentFault(`${[...changed.keys()][0]} was changed while the site was built: build it again`);
}

function errorsOf({ diagnostics }: Checked): Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === "error");
}

/** What the search index is made of, in a form in which it can be scanned: the files of the index are compressed. */
function recordFiles(records: Iterable<SearchRecord>): OutputFile[] {
  return Array.from(records, (record) => ({ path: `${record.path}.json`, content: JSON.stringify(record) }));
}

/** Whether the pages of a site lack what is in a file. */
function isUnread({ data, file, isBodyUnread }: ParsedFile): boolean {
  return (data === undefined && ["catalog", "postmortem", "drill"].includes(file.role)) || isBodyUnread;
}

/** What a public site would publish of a collection: paths, sorted. */
export async function publicFiles(collection: Collection): Promise<string[]> {
  const [{ redact }, { attachmentsFor }] = await Promise.all([
    import("./redact/redact.js"),
    import("./redact/attachments.js"),
  ]);
  const seen = redact(collection, "public");
  const documents = [...seen.postmortems, ...seen.drills].map(({ source }) => source.path);
  return [...documents, ...attachmentsFor(collection, seen)].sort(compareText);
}

/** A report, and the collection that it is of. */
export interface Reported {
  text: string;
  checked: Checked;
  /** References that lead nowhere. */
  dropped: number;
}

/**
 * Files in a folder → what to do next, as text.
 * @param options `now` is the day that was asked for; null: `as_of`, else `today`
 */
export async function next(
  root: string,
  options: NextOptions & { now: string | null; today: string },
): Promise<Reported> {
  const { now, today } = options;
  const checked = await check(root, { now, today, asPublished: false, baseline: null, changedSince: null });
  const { nextFor } = await import("./pipeline/next.js");
  return { text: await nextFor(checked, options), checked, dropped: danglingIn(checked) };
}

/**
 * Files in a folder → the figures of what is valid, as text.
 * @param options `now` is the day that was asked for; null: `as_of`, else `today`
 */
export async function report(
  root: string,
  options: Omit<ReportOptions, "now"> & { now: string | null; today: string },
): Promise<Reported> {
  const { now, today } = options;
  const checked = await check(root, { now, today, asPublished: false, baseline: null, changedSince: null });
  const { reportFor } = await import("./pipeline/report.js");
  const text = await reportFor(checked.collection, { ...options, now: checked.now });
  return { text, checked, dropped: danglingIn(checked) };
}

export interface RecallRequest extends Omit<RecallPrintOptions, "folder" | "now"> {
  /** From the top of the repository, with `/`; null: what changed, as git tells. */
  paths: readonly string[] | null;
  /** The commit since whose merge base with HEAD changes count; null: those that are not committed. */
  since: string | null;
  like: string | null;
  /** The day that was asked for; null: `as_of`, else `today`. */
  now: string | null;
  today: string;
}

/**
 * Files in a folder → what they teach about a change, as text. No rule is run: what is not valid by its schema is left out.
 * @param top the top of the repository
 */
export async function recall(
  root: string,
  top: string,
  { paths, since, ...options }: RecallRequest,
): Promise<{ text: string; loaded: Loaded }> {
  const [{ recallFor }, { changedPaths }] = await Promise.all([
    import("./pipeline/recall.js"),
    import("./git/changed-paths.js"),
  ]);
  const changed = paths ?? (await changedPaths(top, since));
  const loaded = load(root, { baseline: null });
  const collection = collectionOf(loaded.parsed);
  const text = await recallFor(
    collection,
    { paths: changed, like: options.like },
    { ...options, folder: pathFrom(top, root), now: nowOf(collection, options) },
  );
  return { text, loaded };
}

/**
 * Files in a folder → how often they would have spoken up at the last commits of their repository, as text.
 * @param top the top of the repository
 */
export async function replay(
  root: string,
  top: string,
  count: number,
  options: Omit<ReplayPrintOptions, "folder">,
): Promise<{ text: string; rate: number; collection: Collection; loaded: Loaded }> {
  const [{ replayFor }, { commitPaths }] = await Promise.all([
    import("./pipeline/recall.js"),
    import("./git/commit-paths.js"),
  ]);
  const commits = await commitPaths(top, count);
  const loaded = load(root, { baseline: null });
  const collection = collectionOf(loaded.parsed);
  return { ...replayFor(collection, commits, { ...options, folder: pathFrom(top, root) }), collection, loaded };
}

/**
 * Files in a folder → the rule files that tell assistants what was learned, by path relative to a folder, or the section of a
 * file.
 * @param top the top of the repository
 * @param target a folder, or a file that ends in `.md`; from the top, with `/`
 */
export async function recallRules(
  root: string,
  top: string,
  target: string,
  limit: number,
): Promise<{ files: ReadonlyMap<string, string>; section: string | null; loaded: Loaded }> {
  const [{ rulesInputOf }, { ruleFiles, ruleSection }] = await Promise.all([
    import("./pipeline/recall.js"),
    import("./render/recall-rules.js"),
  ]);
  const loaded = load(root, { baseline: null });
  const folder = pathFrom(top, root);
  const shown = (path: string) => (folder === "" ? path : `${folder}/${path}`);
  const input = rulesInputOf(collectionOf(loaded.parsed), { limit, shown });
  return target.endsWith(".md")
    ? { files: new Map(), section: ruleSection(input), loaded }
    : { files: ruleFiles(target, input), section: null, loaded };
}

function pathFrom(top: string, root: string): string {
  return relative(top, root).split(sep).join("/");
}

function danglingIn({ diagnostics }: Checked): number {
  return diagnostics.filter(({ rule }) => rule === "unknown-reference").length;
}
