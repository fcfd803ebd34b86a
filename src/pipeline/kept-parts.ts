import { type Cache, cacheKey } from "../cache/cache.js";
import type { AnyDocument, Collection } from "../model/collection.js";
import type { HiddenWords } from "../redact/scanner.js";
import type { MadePage } from "../render/shared/file-kind.js";
import type { SiteInput } from "../render/shared/site-input.js";
import type { SitePart } from "../render/site-parts.js";

/** What a part of a site was made into. */
export interface MadePart {
  /** The SHA-256 of its files, in hex, by path. */
  hashes: ReadonlyMap<string, string>;
  pages: readonly MadePage[];
}

/** All that the parts of a site follow from, but for the program. */
export interface SiteOrigin {
  /** All that is valid, whoever may see it. */
  collection: Collection;
  input: SiteInput;
  /** The templates of the collection itself, by path. */
  templates: ReadonlyMap<string, string>;
  /** What the search for leaks looks for: a page that was kept has been searched for the same. */
  hidden: HiddenWords | null;
}

/**
 * Knows from earlier builds what each part of a site was made into, so that files that are there already need not be made again.
 * Facts are everything but the bodies of documents: when one changes, so may every page.
 */
export class KeptParts {
  readonly #cache: Cache;
  readonly #facts: string;
  readonly #commit: string;
  readonly #bodies: ReadonlyMap<string, string>;
  readonly #commits: SiteInput["commits"];
  readonly #keys = new WeakMap<SitePart, string>();
  readonly #made: { key: string; paths: readonly string[]; pages: readonly MadePage[] }[] = [];

  constructor(cache: Cache, { collection, input, templates, hidden }: SiteOrigin) {
    const documents = [...collection.postmortems, ...collection.drills];
    this.#cache = cache;
    this.#facts = cacheKey(...factsOf(collection, input), JSON.stringify([...templates]), JSON.stringify(hidden));
    this.#commit = JSON.stringify([input.commit, [...input.commits]]);
    this.#bodies = new Map(documents.map(({ source, body }) => [source.path, cacheKey(body.text)]));
    this.#commits = input.commits;
  }

  /** What a part was made into when all that it follows from was the same; undefined where that is not known. */
  find(part: SitePart): MadePart | undefined {
    const value = this.#cache.get("parts", this.#keyOf(part));
    return value && readPart(value);
  }

  /** Notes what a part was made into. @param paths of its files */
  add(part: SitePart, paths: readonly string[], pages: readonly MadePage[]): void {
    this.#made.push({ key: this.#keyOf(part), paths, pages });
  }

  /**
   * Keeps what was noted, once the whole site has been made.
   * @param hashes the SHA-256 of its files, in hex, by path
   */
  save(hashes: ReadonlyMap<string, string>): void {
    for (const { key, paths, pages } of this.#made) {
      const value = { hashes: paths.map((path) => [path, hashes.get(path)]), pages };
      this.#cache.put("parts", key, Buffer.from(JSON.stringify(value)));
    }
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
    return cacheKey(this.#facts, name, JSON.stringify([own, fromOthers()]));
  }
}

/** Each field of the input counts unless it is named here, so that a new one is never forgotten. */
function factsOf(collection: Collection, input: SiteInput): string[] {
  const { postmortems, drills, about, ...others } = collection;
  const {
    // Follow from the collection and the day.
    graph: _graph,
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
  const facts = ({ type, id, data, source }: AnyDocument) => [type, id, source.path, data];
  return [
    JSON.stringify(others, plain),
    JSON.stringify(about && [about.path, about.body.text]),
    JSON.stringify([...postmortems, ...drills].map(facts)),
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
