import type { Cache } from "../cache/cache.js";
import { isDocument, type RawFile } from "../model/raw-file.js";
import { RecentTrees } from "../parse/lazy-markdown.js";
import { aboutPathIn, baselinePathIn, type ParsedFile, type parseFile, parserWith } from "../parse/parse-file.js";
import type { FileMemo } from "../read/file-memo.js";
import { withOverlay } from "../read/overlay.js";
import { type CollectionFiles, readCollection, readNamedFile } from "../read/read-collection.js";
import type { Unreadable } from "../read/walk-folder.js";
import { checkSchema } from "../validate/schema/schema-check.js";
import { frontMatterIn } from "./kept-front-matter.js";

/** Trees of documents that rules ask for besides those that they look at, such as one that a link leads to. */
const FOREIGN_TREES = 100;

/** What a collection's folder holds, read and parsed. */
export interface Loaded {
  files: readonly RawFile[];
  unreadable: readonly Unreadable[];
  parsed: readonly ParsedFile[];
}

/** How a collection is read and parsed. */
export interface LoadOptions {
  /** The baseline that an option names; by default the one of `inquest.yaml`, if any. Its path is relative to the collection's folder. */
  baseline?: RawFile | null;
  /** What an editor holds of files and has not saved, by path in the collection. */
  overlay?: ReadonlyMap<string, Uint8Array>;
  /** Parses a file. Lets watchers reuse the parse of unchanged files. */
  parse?: typeof parseFile;
  /**
   * Of how many documents the Markdown trees are in memory at one time; that of another is made again where it is asked
   * for. By default all stay.
   */
  bodiesAtOnce?: number | undefined;
  /** Those trees; default: as many as `bodiesAtOnce`, and some that others lead to. */
  trees?: RecentTrees | undefined;
  /** What earlier runs computed; by default nothing. */
  cache?: Cache | undefined;
  /** Remembers the bytes of documents and catalogs. */
  bytes?: FileMemo;
}

/** Files in a folder → parsed files. */
export function load(root: string, options: LoadOptions = {}): Loaded {
  const loading = loadInSteps(root, readFiles(root, options), options);
  let step = loading.next();
  while (!step.done) step = loading.next();
  return step.value;
}

/** The files of a collection, with what an editor holds of them. */
export function readFiles(root: string, { overlay = new Map(), bytes }: LoadOptions): CollectionFiles {
  return withOverlay(readCollection(root, undefined, bytes), overlay);
}

/** Files that were read → parsed files; yields how many are parsed, and how many there are. */
export function* loadInSteps(
  root: string,
  { files, unreadable }: CollectionFiles,
  options: LoadOptions,
): Generator<[done: number, total: number], Loaded> {
  const { bodiesAtOnce, cache } = options;
  const memo = cache?.folder ? frontMatterIn(cache) : undefined;
  const trees = options.trees ?? (bodiesAtOnce === undefined ? undefined : recentTrees(bodiesAtOnce));
  const parse = options.parse ?? parserWith({ memo, trees });
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
  if (about) parsed.push(parse({ ...about, bytes: options.overlay?.get(about.path) ?? about.bytes }));
  return { files, unreadable, parsed };
}

/** The Markdown trees of a check that has so many bodies in memory at one time. */
export function recentTrees(bodiesAtOnce: number): RecentTrees {
  return new RecentTrees(bodiesAtOnce + FOREIGN_TREES);
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
