import type { Range } from "../model/values/range.js";
import { globMatcher } from "../util/git-glob.js";
import { isCitable, namesIn } from "./path-reasons.js";
import type { RememberedDocument } from "./remembered-document.js";

/** By what a path can recall documents: each with their numbers. */
interface Header {
  /** The day that counts as today. */
  now: string;
  /** Globs, from the top of the repository. */
  globs: Record<string, number[]>;
  /** Files that check an invariant, from the top of the repository. */
  checks: Record<string, number[]>;
  /** Attachments, from the collection's folder. */
  attachments: Record<string, number[]>;
  /** Names in the texts that may cite a path. */
  names: Record<string, number[]>;
  ids: string[];
  /** Where the JSON of each document ends, in bytes after the header. */
  ends: number[];
}

const LINE_BREAK = 10;

/**
 * The documents that teach, so that those which a path can recall are found without reading the others. It is kept between
 * runs as bytes: a line of JSON, and the JSON of each document behind it.
 */
export class PathIndex {
  readonly now: string;
  readonly ids: readonly string[];
  readonly #header: Header;
  readonly #documents: Buffer;

  private constructor(
    header: Header,
    /** What `read` reads. */
    readonly bytes: Uint8Array,
    documents: Buffer,
  ) {
    this.#header = header;
    this.#documents = documents;
    this.now = header.now;
    this.ids = header.ids;
  }

  /** @param now a UTC day, as of which the documents stand */
  static of(documents: readonly RememberedDocument[], now: string): PathIndex {
    const [globs, checks, attachments, names] = [newMap(), newMap(), newMap(), newMap()];
    const parts: Buffer[] = [];
    const ends: number[] = [];
    let end = 0;
    for (const [number, document] of documents.entries()) {
      for (const { pattern } of document.globs) add(globs, pattern, number);
      for (const { file } of document.checks) add(checks, file, number);
      for (const { attachment } of document.evidence) if (attachment !== null) add(attachments, attachment, number);
      const texts = [...document.evidence.map(({ source }) => source), ...document.actions.flatMap((one) => one.texts)];
      // A path that can be cited has one of these.
      for (const text of texts) if (/[./]/.test(text)) for (const name of namesIn(text)) add(names, name, number);
      const part = Buffer.from(JSON.stringify(document));
      parts.push(part);
      end += part.length;
      ends.push(end);
    }
    const ids = documents.map(({ answer }) => answer.id);
    const [g, c, a, n] = [globs, checks, attachments, names].map((map) => Object.fromEntries(map));
    const header = { now, globs: g, checks: c, attachments: a, names: n, ids, ends };
    return PathIndex.read(Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...parts]));
  }

  /** @throws where the bytes are not those of an index */
  static read(bytes: Uint8Array): PathIndex {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const start = buffer.indexOf(LINE_BREAK) + 1;
    const header = JSON.parse(buffer.toString("utf8", 0, start)) as Header;
    return new PathIndex(header, bytes, buffer.subarray(start));
  }

  /**
   * The numbers of the documents that paths may recall, in order; `pathReasons` says which do.
   * @param paths from the top of the repository, with `/`
   * @param folder the collection's folder, relative to the same
   */
  candidates(paths: readonly string[], folder: string): number[] {
    const { globs, checks, attachments, names } = this.#header;
    const found = new Set<number>();
    const take = (list: Record<string, number[]>, key: string) => {
      if (Object.hasOwn(list, key)) for (const number of list[key] ?? []) found.add(number);
    };
    for (const glob of Object.keys(globs)) if (paths.some(globMatcher(glob))) take(globs, glob);
    for (const path of paths) {
      take(checks, path);
      if (folder === "") take(attachments, path);
      else if (path.startsWith(`${folder}/`)) take(attachments, path.slice(folder.length + 1));
      if (!isCitable(path)) continue;
      const name = namesIn(path).at(-1);
      if (name !== undefined) take(names, name);
      // A name without letters of ASCII is in no list.
      else for (const number of this.ids.keys()) found.add(number);
    }
    return [...found].sort((a, b) => a - b);
  }

  /** The file of a document, from the collection's folder; empty for an id that it does not have. */
  fileOf(id: string): string {
    const number = this.ids.indexOf(id);
    return number < 0 ? "" : this.document(number).file;
  }

  document(number: number): RememberedDocument {
    const { ends } = this.#header;
    const text = this.#documents.toString("utf8", number === 0 ? 0 : ends[number - 1], ends[number]);
    const { answer, ...rest } = JSON.parse(text) as RememberedDocument;
    const { lesson } = answer;
    return { ...rest, answer: { ...answer, lesson: { ...lesson, unnoticed: withInfinity(lesson.unnoticed) } } };
  }

  all(): RememberedDocument[] {
    return [...this.ids.keys()].map((number) => this.document(number));
  }
}

function newMap(): Map<string, number[]> {
  return new Map();
}

function add(map: Map<string, number[]>, key: string, number: number): void {
  const numbers = map.get(key);
  if (numbers === undefined) map.set(key, [number]);
  else if (numbers.at(-1) !== number) numbers.push(number);
}

/** JSON has no infinite numbers and writes null for them. */
function withInfinity(range: Range | null): Range | null {
  if (range === null) return null;
  const { from, to } = range as { from: number | null; to: number | null };
  return { from: from ?? Number.NEGATIVE_INFINITY, to: to ?? Number.POSITIVE_INFINITY };
}
