import { type Cache, cacheKey } from "../cache/cache.js";
import type { AnyDocument, Body, Collection } from "../model/collection.js";
import type { HiddenWords } from "../redact/scanner.js";
import type { MadePage } from "../render/shared/file-kind.js";
import type { FromOthers } from "../render/shared/page-kind.js";
import type { SiteInput } from "../render/shared/site-input.js";
import type { SitePart, SitePiece } from "../render/site-parts.js";

/** What a piece of a site was made into. */
interface MadePiece {
  /** The SHA-256 of its files, in hex, by path. */
  hashes: ReadonlyMap<string, string>;
  page: MadePage | null;
}

export interface KeptPiece extends MadePiece {
  /** Says what it follows from. */
  key: string;
  /** Whether these bytes were searched for all that is hidden now. */
  isSearched: boolean;
}

/** A piece of the new site. */
interface NotedPiece extends Pick<KeptPiece, "key" | "page"> {
  /** Of its files. */
  paths: readonly string[];
}

/** All that the parts of a site follow from, but for the program. */
export interface SiteOrigin {
  /** All that is valid, whoever may see it. */
  collection: Collection;
  input: SiteInput;
  /** The templates of the collection itself, by path. */
  templates: ReadonlyMap<string, string>;
  /** What the search for leaks looks for; null: nothing is hidden, or everything may be shown. */
  hidden: HiddenWords | null;
}

/**
 * Knows from earlier builds what each part of a site was made into, so that files that are there already need not be made again.
 * Facts are everything that the audience may see but the bodies of documents. While all of them are the same, so is a part that
 * shows the same of bodies. When one changes, so may every page: then the models of pages are made, which takes little, and pages
 * that follow from the same are kept. What the audience may not see makes no page: when that changes, pages are kept, and searched
 * for it.
 *
 * Who can write the cache can say of files that they were made, and searched. So they are taken only from the site that is there,
 * whose owner has them published already: a forged cache keeps an old page, and never brings in new HTML.
 */
export class KeptParts {
  readonly #cache: Cache;
  readonly #facts: string;
  readonly #hidden: string | null;
  readonly #commit: string;
  readonly #bodies: ReadonlyMap<string, string>;
  readonly #commits: SiteInput["commits"];
  readonly #templates: string;
  readonly #keys = new WeakMap<SitePart, string>();
  readonly #made = new Map<SitePart, NotedPiece[]>();

  constructor(cache: Cache, { collection, input, templates, hidden }: SiteOrigin) {
    const seen = input.graph.collection;
    const whole = new Map(documentsOf(collection).map(({ source, body }) => [source.path, body]));
    const about = seen.about && [seen.about.path, bodyKey(seen.about.body, collection.about?.body)];
    this.#cache = cache;
    this.#templates = cacheKey(JSON.stringify([...templates]));
    this.#facts = cacheKey(...factsOf(input), JSON.stringify(about), this.#templates);
    this.#hidden = hidden && cacheKey(JSON.stringify(hidden));
    this.#commit = JSON.stringify([input.commit, [...input.commits]]);
    this.#bodies = new Map(
      documentsOf(seen).map(({ source: { path }, body }) => [path, bodyKey(body, whole.get(path))]),
    );
    this.#commits = input.commits;
  }

  /** What the pieces of a part were made into when all facts were the same; undefined where that is not known. */
  find(part: SitePart): KeptPiece[] | undefined {
    this.#made.set(part, []);
    const keys = this.#cache.get("parts", this.#keyOfPart(part));
    if (keys === undefined) return undefined;
    const pieces: KeptPiece[] = [];
    for (let at = 0; at < keys.length; at += KEY_BYTES) {
      const piece = this.findPiece(Buffer.from(keys.subarray(at, at + KEY_BYTES)).toString("hex"));
      if (piece === undefined) return undefined;
      pieces.push(piece);
    }
    return pieces;
  }

  /** What a piece with this key was made into; undefined where that is not known. */
  findPiece(key: string): KeptPiece | undefined {
    const value = this.#cache.get("parts", key);
    const made = value && readPiece(value);
    if (made === undefined) return undefined;
    const isSearched = this.#hidden === null || this.#cache.get("parts", this.#searchKey(key, made)) !== undefined;
    return { ...made, key, isSearched };
  }

  /** A key of all that a piece follows from. @param at where it stands in its part */
  keyOf(part: SitePart, at: number, { origin }: SitePiece): string {
    if (origin === null) return cacheKey(this.#keyOfPart(part), String(at));
    const { data, bodies } = origin();
    return cacheKey("page", this.#templates, ...data, JSON.stringify(this.#keysOfBodies(bodies)));
  }

  /** Notes what a piece was made into, now or by an earlier build. */
  add(part: SitePart, at: number, piece: NotedPiece): void {
    const pieces = this.#made.get(part);
    if (pieces) pieces[at] = piece;
  }

  /**
   * Keeps what was noted, once the whole site has been made and nothing hidden was found in it.
   * @param hashes the SHA-256 of its files, in hex, by path
   */
  save(hashes: ReadonlyMap<string, string>): void {
    for (const [part, pieces] of this.#made) {
      for (const { key, paths, page } of pieces) {
        const made = { hashes: new Map(paths.map((path) => [path, hashes.get(path) ?? ""])), page };
        this.#cache.put("parts", key, Buffer.from(JSON.stringify(made, plain)));
        if (this.#hidden !== null) this.#cache.put("parts", this.#searchKey(key, made), SEARCHED);
      }
      this.#cache.put("parts", this.#keyOfPart(part), Buffer.from(pieces.map(({ key }) => key).join(""), "hex"));
    }
  }

  /**
   * A key of what the search record of a document follows from, and of what is hidden.
   * @param path of the document
   * @param facts those that it follows from; default: all
   */
  recordKey(path: string, facts: string = this.#facts): string {
    return cacheKey(facts, "search record", path, this.#bodies.get(path) ?? "", this.#hidden ?? "");
  }

  /** What says that the files of a piece were searched for what is hidden. */
  #searchKey(key: string, { hashes }: MadePiece): string {
    return cacheKey(key, this.#hidden ?? "", JSON.stringify([...hashes]));
  }

  #keysOfBodies(paths: readonly string[]): [path: string, key: string | undefined][] {
    return paths.map((path) => [path, this.#bodies.get(path)]);
  }

  #keyOfPart(part: SitePart): string {
    const key = this.#keys.get(part) ?? this.#makeKey(part);
    this.#keys.set(part, key);
    return key;
  }

  #makeKey({ name, shows }: SitePart): string {
    if (shows === "facts") return cacheKey(this.#facts, name);
    if (shows === "commit") return cacheKey(this.#facts, name, this.#commit);
    const { document, linked, fromOthers } = shows;
    const bodies = this.#keysOfBodies([document.source.path, ...linked()]);
    const own = [bodies, this.#commits.get(document.source.path)];
    return cacheKey(this.#facts, name, JSON.stringify(own), this.#othersKey(name, fromOthers()));
  }

  /** A hash of what a part shows of other bodies: what it follows from changes more seldom than these, and it more seldom still. */
  #othersKey(name: string, others: FromOthers | null): string {
    if (others === null) return "";
    const inputs = cacheKey(this.#facts, name, others.key);
    const known = this.#cache.get("alike", inputs);
    if (known !== undefined) return Buffer.from(known).toString("hex");
    const made = cacheKey(JSON.stringify(others.value()));
    this.#cache.put("alike", inputs, Buffer.from(made, "hex"));
    return made;
  }
}

const SEARCHED = Buffer.alloc(0);
/** Of a key that is not written in hex. */
const KEY_BYTES = 32;

function documentsOf({ postmortems, drills }: Collection): AnyDocument[] {
  return [...postmortems, ...drills];
}

/**
 * What the visible part of a body follows from: all of it, since a hidden block may define what a link outside of it leads to,
 * and which links were taken out.
 */
function bodyKey(visible: Body, whole = visible): string {
  return cacheKey(whole.text, JSON.stringify(visible === whole ? null : visible.links.map(({ url }) => url)));
}

/** Each field of the input counts unless it is named here, so that a new one is never forgotten. */
function factsOf(input: SiteInput): string[] {
  const {
    // What else it holds follows from the collection.
    graph: { collection },
    // Follow from the collection and the day.
    measures: _measures,
    similarIndex: _similarIndex,
    // Count where they are shown.
    commit: _commit,
    commits: _commits,
    // Come with the program.
    rules,
    schemas: _schemas,
    ...rest
  } = input;
  // Bodies count where they are shown.
  const { postmortems: _postmortems, drills: _drills, about: _about, ...others } = collection;
  const facts = ({ type, id, data, source }: AnyDocument) => [type, id, source.path, data];
  return [
    JSON.stringify(others, plain),
    JSON.stringify(documentsOf(collection).map(facts)),
    JSON.stringify(rules.map(({ doc: _doc, ...rule }) => rule)),
    JSON.stringify(rest, plain),
  ];
}

/** What JSON has no form for, or a long one. */
function plain(this: Record<string, unknown>, key: string, value: unknown): unknown {
  // A buffer has become an object by now.
  const whole = this[key];
  if (whole instanceof Uint8Array) return cacheKey(whole);
  return value instanceof Map || value instanceof Set ? [...value] : value;
}

function readPiece(value: Uint8Array): MadePiece | undefined {
  try {
    const { hashes, page } = JSON.parse(Buffer.from(value).toString("utf8"));
    const isText = (one: unknown) => typeof one === "string";
    const isHash = (one: unknown) => Array.isArray(one) && one.length === 2 && one.every(isText);
    const isPage = ({ path, title, description, modified }: MadePage) =>
      [path, title, description, modified ?? ""].every(isText);
    return hashes.every(isHash) && (page === null || isPage(page)) ? { hashes: new Map(hashes), page } : undefined;
  } catch {
    return undefined;
  }
}
