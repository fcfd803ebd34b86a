import { type Cache, cacheKey } from "../cache/cache.js";
import type { AnyDocument, Body, Collection } from "../model/collection.js";
import type { HiddenWords } from "../redact/scanner.js";
import type { MadePage } from "../render/shared/file-kind.js";
import type { FromOthers } from "../render/shared/page-kind.js";
import type { SiteInput } from "../render/shared/site-input.js";
import type { SitePart } from "../render/site-parts.js";

/** What a part of a site was made into. */
interface MadePart {
  /** The SHA-256 of its files, in hex, by path. */
  hashes: ReadonlyMap<string, string>;
  pages: readonly MadePage[];
}

export interface KeptPart extends MadePart {
  /** Whether these bytes were searched for all that is hidden now. */
  isSearched: boolean;
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
 * Facts are everything that the audience may see but the bodies of documents: when one changes, so may every page. What it may
 * not see makes no page: when that changes, pages are kept, and searched for it.
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
  readonly #keys = new WeakMap<SitePart, string>();
  readonly #made: { key: string; paths: readonly string[]; pages: readonly MadePage[] }[] = [];

  constructor(cache: Cache, { collection, input, templates, hidden }: SiteOrigin) {
    const seen = input.graph.collection;
    const whole = new Map(documentsOf(collection).map(({ source, body }) => [source.path, body]));
    const about = seen.about && [seen.about.path, bodyKey(seen.about.body, collection.about?.body)];
    this.#cache = cache;
    this.#facts = cacheKey(...factsOf(input), JSON.stringify(about), JSON.stringify([...templates]));
    this.#hidden = hidden && cacheKey(JSON.stringify(hidden));
    this.#commit = JSON.stringify([input.commit, [...input.commits]]);
    this.#bodies = new Map(
      documentsOf(seen).map(({ source: { path }, body }) => [path, bodyKey(body, whole.get(path))]),
    );
    this.#commits = input.commits;
  }

  /** What a part was made into when all that it follows from was the same; undefined where that is not known. */
  find(part: SitePart): KeptPart | undefined {
    const key = this.#keyOf(part);
    const value = this.#cache.get("parts", key);
    const made = value && readPart(value);
    if (made === undefined) return undefined;
    const isSearched = this.#hidden === null || this.#cache.get("parts", this.#searchKey(key, made)) !== undefined;
    return { ...made, isSearched };
  }

  /** Notes what a part was made into, now or by an earlier build. @param paths of its files */
  add(part: SitePart, paths: readonly string[], pages: readonly MadePage[]): void {
    this.#made.push({ key: this.#keyOf(part), paths, pages });
  }

  /**
   * Keeps what was noted, once the whole site has been made and nothing hidden was found in it.
   * @param hashes the SHA-256 of its files, in hex, by path
   */
  save(hashes: ReadonlyMap<string, string>): void {
    for (const { key, paths, pages } of this.#made) {
      const made = { hashes: new Map(paths.map((path) => [path, hashes.get(path) ?? ""])), pages };
      this.#cache.put("parts", key, Buffer.from(JSON.stringify(made, plain)));
      if (this.#hidden !== null) this.#cache.put("parts", this.#searchKey(key, made), SEARCHED);
    }
  }

  /**
   * A key of what the search record of a document follows from, and of what is hidden.
   * @param path of the document
   */
  recordKey(path: string): string {
    return cacheKey(this.#facts, "search record", path, this.#bodies.get(path) ?? "", this.#hidden ?? "");
  }

  /** What says that the files of a part were searched for what is hidden. */
  #searchKey(key: string, { hashes }: MadePart): string {
    return cacheKey(key, this.#hidden ?? "", JSON.stringify([...hashes]));
  }

  #keyOf(part: SitePart): string {
    const key = this.#keys.get(part) ?? this.#makeKey(part);
    this.#keys.set(part, key);
    return key;
  }

  #makeKey({ name, shows }: SitePart): string {
    if (shows === "facts") return cacheKey(this.#facts, name);
    if (shows === "commit") return cacheKey(this.#facts, name, this.#commit);
    const { document, linked, fromOthers } = shows;
    const paths = [document.source.path, ...linked()];
    const own = [paths.map((path) => [path, this.#bodies.get(path)]), this.#commits.get(document.source.path)];
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

function readPart(value: Uint8Array): MadePart | undefined {
  try {
    const { hashes, pages } = JSON.parse(Buffer.from(value).toString("utf8"));
    const isText = (one: unknown) => typeof one === "string";
    const isHash = (one: unknown) => Array.isArray(one) && one.length === 2 && one.every(isText);
    const isPage = ({ path, title, description, modified }: MadePage) =>
      [path, title, description, modified ?? ""].every(isText);
    return hashes.every(isHash) && pages.every(isPage) ? { hashes: new Map(hashes), pages } : undefined;
  } catch {
    return undefined;
  }
}
