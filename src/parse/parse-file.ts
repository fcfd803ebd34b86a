import type { Body } from "../model/collection.js";
import { CATALOG_KINDS, type CatalogName } from "../model/kinds.js";
import { FILE_START } from "../model/place.js";
import { type FileRole, isDocument, MAX_READ_BYTES, type RawFile } from "../model/raw-file.js";
import { Source } from "../model/source.js";
import { decode } from "./decode.js";
import { parseFastYaml, placesOf } from "./fast-yaml.js";
import { type Parts, splitFrontMatter } from "./front-matter.js";
import { type BodyMemo, LazyMarkdown, type RecentTrees } from "./lazy-markdown.js";
import { byteLength, LIMITS, type ParseProblem } from "./limits.js";
import { parseMarkdown } from "./markdown.js";
import { type ParsedYaml, parseReferenceYaml, parseYaml } from "./yaml.js";
import { YamlPlaces } from "./yaml-places.js";

/** A file of the collection, as far as it could be parsed. */
export interface ParsedFile {
  path: string;
  file: FileRole;
  source: Source;
  /** Its YAML as plain data, not yet validated; undefined if it could not be parsed. */
  data: unknown;
  places: YamlPlaces;
  /** The `id` written in a file with one entry, if it differs from the file name; of any type. */
  writtenId?: unknown;
  /** The Markdown below the front matter; undefined for YAML files, and if there is no front matter. */
  readonly body: Body | undefined;
  readonly problems: readonly ParseProblem[];
  /** Whether the body exceeds a limit, so that `body` is empty. */
  readonly isBodyUnread: boolean;
}

/** Parses one file. It never throws: errors in the file, and a parser that fails on it, are returned as problems. */
export function parseFile(raw: RawFile): ParsedFile {
  return parse(raw);
}

/** The front matter of a document in which nothing is wrong. */
export interface FrontMatter {
  /** Plain data, as in `ParsedFile`. */
  data: unknown;
  /** Offsets in the text: of the YAML, and of the body. */
  start: number;
  end: number;
  bodyStart: number;
}

/** What earlier runs read of documents, by the hash of their bytes. */
export interface FrontMatterMemo {
  hash(bytes: Uint8Array): string;
  get(hash: string): FrontMatter | undefined;
  put(hash: string, found: FrontMatter): void;
  /** What they found in the body. */
  body(hash: string): BodyMemo;
}

/** What a parser of many files may have. */
export interface ParserOptions {
  /** The front matter that earlier runs read. */
  memo?: FrontMatterMemo | undefined;
  /** Those Markdown trees that are in memory; another is made again where it is asked for. By default all stay. */
  trees?: RecentTrees | undefined;
}

/** Like `parseFile`. */
export function parserWith({ memo, trees }: ParserOptions): typeof parseFile {
  return (raw) => {
    if (memo === undefined || !isDocument(raw.file) || raw.unreadSize !== undefined)
      return parse(raw, undefined, trees);
    const hash = memo.hash(raw.bytes);
    const known = memo.get(hash);
    return known ? knownDocument(raw, { hash, memo }, known, trees) : parse(raw, { hash, memo }, trees);
  };
}

/** Where to keep what is read of a file with this hash. */
interface Keep {
  hash: string;
  memo: FrontMatterMemo;
}

/** The text of a document that has not changed is seldom asked for. */
function knownDocument(
  { path, file, bytes }: RawFile,
  { hash, memo }: Keep,
  { data, start, end, bodyStart }: FrontMatter,
  trees: RecentTrees | undefined,
): ParsedFile {
  const source = new Source(path, () => decode(path, bytes).source.text, hash);
  return document(
    { path, file, source },
    { data, places: placesOf(data, source, start, end), problems: [] },
    new LazyMarkdown(source, bodyStart, trees, memo.body(hash)),
  );
}

function parse(raw: RawFile, keep?: Keep, trees?: RecentTrees): ParsedFile {
  const { source, problems } = decode(raw.path, raw.bytes, keep?.hash);
  const nothing: ParsedFile = {
    path: raw.path,
    file: raw.file,
    source,
    data: undefined,
    places: new YamlPlaces(source, 0),
    body: undefined,
    problems,
    isBodyUnread: false,
  };
  if (raw.file.role === "stray") return { ...nothing, problems: [] };
  if (raw.unreadSize !== undefined) return { ...nothing, problems: [tooLargeToRead(raw.unreadSize)] };
  if (problems.length > 0) return nothing;
  try {
    return parseText(raw, nothing, keep, trees);
  } catch (error) {
    const message = `Expected a file that can be parsed: ${(error as Error).message}`;
    return { ...nothing, problems: [{ place: FILE_START, message, isLimit: true }] };
  }
}

function tooLargeToRead(size: number): ParseProblem {
  const [most, found] = [MAX_READ_BYTES, size].map((bytes) => Math.ceil(bytes / 1024 / 1024));
  return {
    place: FILE_START,
    message: `Expected a file of at most ${most} MiB, found ${found} MiB`,
    hint: "Attach data and logs as evidence; this file was not read",
    isLimit: true,
    isTextCut: true,
  };
}

function parseText(raw: RawFile, nothing: ParsedFile, keep?: Keep, trees?: RecentTrees): ParsedFile {
  const { source } = nothing;
  if (raw.file.role === "about") {
    const { body, problems } = parseMarkdown(source, 0);
    return { ...nothing, body, problems, isBodyUnread: problems.length > 0 };
  }
  return isDocument(raw.file) ? parseDocument(nothing, keep, trees) : parseYamlFile(nothing);
}

function parseYamlFile(nothing: ParsedFile): ParsedFile {
  const { source, file } = nothing;
  const size = byteLength(source.text);
  const limit = file.role === "baseline" ? LIMITS.baselineBytes : LIMITS.yamlBytes;
  if (size > limit)
    return {
      ...nothing,
      problems: [
        {
          place: FILE_START,
          message: `Expected a file of at most ${limit / 1024} KiB, found ${Math.ceil(size / 1024)} KiB`,
          isLimit: true,
        },
      ],
    };
  if (source.text.trim() === "")
    return {
      ...nothing,
      problems: [{ place: FILE_START, message: "Expected fields, found an empty file", hint: "Start with schema: 1" }],
    };
  const parsed = { ...nothing, ...parseYaml(source, 0, source.text.length) };
  return file.role === "catalog" && file.entry ? asCatalog(parsed, file.name, file.entry) : parsed;
}

/** Turns a file with one entry into a catalog with that entry, so that later steps see only catalogs. */
function asCatalog(parsed: ParsedFile, name: CatalogName, { list, id }: { list: string; id: string }): ParsedFile {
  const { data, places } = parsed;
  if (typeof data !== "object" || data === null || Array.isArray(data)) return parsed;
  const { schema, id: written, ...fields } = data as Record<string, unknown>;
  const entry = { id, ...fields };
  const lists = CATALOG_KINDS.filter(({ catalog }) => catalog === name).map((one) => [
    one.list,
    one.list === list ? [entry] : [],
  ]);
  const catalog = { ...(schema === undefined ? {} : { schema }), ...Object.fromEntries(lists) };
  places.adopt(entry, data);
  places.adopt(catalog, data);
  return { ...parsed, data: catalog, ...(written === undefined || written === id ? {} : { writtenId: written }) };
}

/** The path of the about page in the parsed, not yet validated `inquest.yaml`. */
export function aboutPathIn(files: readonly ParsedFile[]): string | undefined {
  const config = files.find(({ file }) => file.role === "config")?.data as { site?: { about?: unknown } } | undefined;
  const path = config?.site?.about;
  return typeof path === "string" ? path : undefined;
}

/** The path of the baseline in `inquest.yaml`; undefined if there is none. */
export function baselinePathIn(files: readonly ParsedFile[]): string | undefined {
  const config = files.find(({ file }) => file.role === "config");
  // Without it, a fault elsewhere in the file would report again all that the baseline has.
  if (config !== undefined && config.data === undefined)
    return /^baseline:[ \t]+["']?([^\s"'#]+)["']?[ \t]*(?:#.*)?$/m.exec(config.source.text)?.[1];
  const { baseline } = (config?.data ?? {}) as { baseline?: unknown };
  return typeof baseline === "string" ? baseline : undefined;
}

/**
 * The front matter of a document as plain data; undefined if it cannot be parsed or is not a map.
 * @param memo knows what earlier runs read
 */
export function parseFrontMatter(
  path: string,
  bytes: Uint8Array,
  memo?: FrontMatterMemo,
): Record<string, unknown> | undefined {
  const hash = memo?.hash(bytes) ?? "";
  const data = memo?.get(hash)?.data ?? read();
  return typeof data === "object" && data !== null && !Array.isArray(data)
    ? (data as Record<string, unknown>)
    : undefined;

  function read(): unknown {
    const { source, problems } = decode(path, bytes);
    const parts = splitFrontMatter(source);
    return (
      parts.yaml && yamlOf(source, parts, problems.length > 0 || memo === undefined ? undefined : { hash, memo }).data
    );
  }
}

function parseDocument(nothing: ParsedFile, keep?: Keep, trees?: RecentTrees): ParsedFile {
  const parts = splitFrontMatter(nothing.source);
  if (parts.yaml === undefined) return { ...nothing, problems: parts.problems };
  const markdown = new LazyMarkdown(nothing.source, parts.bodyStart, trees, keep?.memo.body(keep.hash));
  return document(nothing, yamlOf(nothing.source, parts, keep), markdown);
}

/** Parses the YAML of a document, which has some. */
function yamlOf(source: Source, { yaml, bodyStart }: Parts, keep: Keep | undefined): ParsedYaml {
  const { start, end } = yaml as NonNullable<Parts["yaml"]>;
  const fast = parseFastYaml(source, start, end);
  if (fast) keep?.memo.put(keep.hash, { data: fast.data, start, end, bodyStart });
  return fast ?? parseReferenceYaml(source, start, end);
}

function document(
  { path, file, source }: Pick<ParsedFile, "path" | "file" | "source">,
  { data, places, problems }: ParsedYaml,
  markdown: LazyMarkdown,
): ParsedFile {
  return new ParsedDocument(path, file, source, data, places, problems, markdown);
}

/** A class, since V8 keeps what has getters of its own as a hash table. */
class ParsedDocument implements ParsedFile {
  readonly body: Body;
  readonly #problems: readonly ParseProblem[];
  readonly #markdown: LazyMarkdown;

  constructor(
    readonly path: string,
    readonly file: FileRole,
    readonly source: Source,
    readonly data: unknown,
    readonly places: YamlPlaces,
    problems: readonly ParseProblem[],
    markdown: LazyMarkdown,
  ) {
    this.body = markdown.body;
    this.#problems = problems;
    this.#markdown = markdown;
  }

  get problems() {
    return [...this.#problems, ...this.#markdown.problems];
  }

  get isBodyUnread() {
    return this.#markdown.problems.length > 0;
  }
}
