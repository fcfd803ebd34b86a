import { isDeepStrictEqual } from "node:util";
import type { Catalogs } from "../model/catalogs.js";
import type { AnyDocument, Collection } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import {
  CATALOG_KINDS,
  type CatalogKind,
  documentKind,
  entriesIn,
  isLocalId,
  KINDS,
  type Kind,
} from "../model/kinds.js";
import { mentionsOf } from "../model/mentions.js";
import {
  ceilingOf,
  isSameRepository,
  liesInRepository,
  type SourceDeclaration,
  sourceOfId,
} from "../model/repository-source.js";
import { wording } from "./conflicts.js";
import type { ReadSource } from "./read-source.js";
import { renameMentions } from "./rename-mentions.js";

/** A collection with its sources in it, and what could not be joined, a sentence each. */
export interface Joined {
  collection: Collection;
  notes: string[];
}

/**
 * Makes the documents and catalogs of sources a part of a collection, under ids that start with `@name/`. An entry that a
 * source and the collection itself have word for word is one; others with the same id stay apart. An older id of a renamed
 * document or entry leads to its new one.
 */
export function joinSources(own: Collection, sources: readonly ReadSource[]): Joined {
  const names = new Map(sources.map((one) => [one.info.name, new SourceNames(one, own.catalogs)]));
  const declarations = own.config.sources ?? [];
  const hidden = new Map<string, { kind: Kind; id: string }>();
  const lost = new Map<string, number>();
  const closed = new Set(
    declarations.filter((one) => ceilingOf(one, own.config) === "internal").map(({ name }) => name),
  );
  /** The id under which the graph has what an id with a source's name stands for. */
  const resolve = (kind: Kind, id: string): string => {
    const name = sourceOfId(id);
    if (name === null) return id;
    const found = names.get(name)?.find(kind, id.slice(name.length + 2));
    if (found !== undefined) return found;
    if (closed.has(name)) hidden.set(`${kind}:${id}`, { kind, id });
    return id;
  };
  const parts = sources.map((source) => {
    const { info, collection } = source;
    const here = names.get(info.name);
    const others = collection.config.sources ?? [];
    const rename = (kind: Kind, id: string): string => {
      if (!isShared(kind) || isLocalId(kind, id)) return id;
      const name = sourceOfId(id);
      if (name === null) return here?.find(kind, id) ?? `@${info.name}/${id}`;
      const target = nameHere(
        others.find((one) => one.name === name),
        own,
        declarations,
      );
      const found = target === "" ? id.slice(name.length + 2) : resolve(kind, `@${target}${id.slice(name.length + 1)}`);
      if (target !== null) return found;
      lost.set(`${info.name} @${name}`, (lost.get(`${info.name} @${name}`) ?? 0) + 1);
      // Its own name is in front, so that it is nothing of a source of ours that happens to have that name.
      return `@${info.name}/${id.replace("@", "")}`;
    };
    return renamed(source, rename, here);
  });
  const all = [withResolved(own, resolve), ...parts];
  return {
    collection: {
      ...own,
      catalogs: Object.fromEntries(
        CATALOG_KINDS.map(({ property }) => [property, all.flatMap(({ catalogs }) => catalogs[property] as object[])]),
      ) as unknown as Catalogs,
      postmortems: all.flatMap(({ postmortems }) => postmortems).sort(byId),
      drills: all.flatMap(({ drills }) => drills).sort(byId),
      sources: sources.map(({ info }) => info).sort((a, b) => compareText(a.name, b.name)),
      sharedEntries: new Map(Array.from(names, ([name, one]) => [name, one.shared])),
      hiddenElsewhere: [...hidden.values()],
    },
    notes: [
      ...sources.flatMap(({ info, collection }) => {
        const unread = (collection.config.sources ?? []).filter(
          (one) => nameHere(one, own, declarations) === null && !lost.has(`${info.name} @${one.name}`),
        );
        return unread.length === 0
          ? []
          : [
              `@${info.name} has sources of its own, which are not read here: ${unread.map(({ name }) => `@${name}`).join(", ")}; add them to sources to read them`,
            ];
      }),
      ...[...lost].map(([key, count]) => {
        const [source, target] = key.split(" ");
        return `@${source} refers to ${target} (${count} ${count === 1 ? "time" : "times"}), whose repository is no source of this collection: add it to sources, or set repository where it is this one`;
      }),
    ],
  };
}

/** Whether ids of a kind count in a whole collection. Owners and severities are each collection's own words. */
function isShared(kind: Kind): boolean {
  const { home } = KINDS[kind];
  return "folder" in home || "catalog" in home || "within" in home;
}

/**
 * What a source of a source is called here: its name, empty for this collection itself, null where it is neither. It is known
 * by its address, this collection by `repository`, and not by the name, which everybody chooses.
 */
function nameHere(
  declared: SourceDeclaration | undefined,
  { config }: Collection,
  declarations: readonly SourceDeclaration[],
): string | null {
  if (declared === undefined) return null;
  const same = declarations.find(({ url }) => isSameRepository(url, declared.url));
  if (same !== undefined) return same.name;
  return config.repository !== undefined && liesInRepository(config.repository, declared.url) ? "" : null;
}

/** What a source declares, and what it is called in the collection that it becomes a part of. */
class SourceNames {
  /** `kind:id` of the source → id in the joined collection. */
  readonly #ids = new Map<string, string>();
  /** The same for older ids. */
  readonly #old = new Map<string, string>();
  /** The entries of catalogs that the collection has itself, word for word. */
  readonly #same = new Set<object>();
  /** The same as `kind:id`. */
  readonly shared = new Set<string>();

  constructor({ info, collection }: ReadSource, own: Catalogs) {
    const prefix = `@${info.name}/`;
    for (const document of [...collection.postmortems, ...collection.drills]) {
      const kind = documentKind(document);
      this.#ids.set(`${kind}:${document.id}`, prefix + document.id);
      for (const old of aliasesOf(document.data)) this.#old.set(`${kind}:${old}`, prefix + document.id);
    }
    for (const { kind, property, nested } of CATALOG_KINDS) {
      const mine = new Map((own[property] as { id: string }[]).map((entry) => [entry.id, entry]));
      for (const entry of collection.catalogs[property]) {
        const isSame = this.#isOne(kind, entry, mine.get(entry.id));
        if (isSame) {
          this.#same.add(entry);
          this.shared.add(`${kind}:${entry.id}`);
        }
        const before = isSame ? "" : prefix;
        this.#ids.set(`${kind}:${entry.id}`, before + entry.id);
        for (const old of aliasesOf(entry)) this.#old.set(`${kind}:${old}`, before + entry.id);
        if (nested)
          for (const { id } of entriesIn(entry, nested.list))
            for (const outer of [entry.id, ...aliasesOf(entry)])
              (outer === entry.id ? this.#ids : this.#old).set(
                `${nested.kind}:${outer}/${id}`,
                `${before}${entry.id}/${id}`,
              );
      }
    }
  }

  find(kind: Kind, id: string): string | undefined {
    return this.#ids.get(`${kind}:${id}`) ?? this.#old.get(`${kind}:${id}`);
  }

  isSame(entry: object): boolean {
    return this.#same.has(entry);
  }

  /** Whether two entries are one: word for word, and so is what they refer to. Paths mean something in one repository only. */
  #isOne(kind: CatalogKind, entry: { id: string }, mine: { id: string } | undefined): boolean {
    if (mine === undefined || kind === "service" || !isDeepStrictEqual(wording(entry), wording(mine))) return false;
    return mentionsOf(kind, entry).every((one) => !isShared(one.kind) || this.find(one.kind, one.id) === one.id);
  }
}

function aliasesOf(entry: object): readonly string[] {
  return (entry as { aliases?: readonly string[] }).aliases ?? [];
}

type Rename = (kind: Kind, id: string) => string;
type Part = Pick<Collection, "catalogs" | "postmortems" | "drills">;

/** What a source adds to the collection. */
function renamed({ info, collection }: ReadSource, rename: Rename, names: SourceNames | undefined): Part {
  const prefix = `@${info.name}/`;
  const document = <T extends AnyDocument>(one: T): T => ({
    ...one,
    id: prefix + one.id,
    data: withForeignPaths(renameMentions(one.type, one.data, rename), prefix),
  });
  return {
    catalogs: Object.fromEntries(
      CATALOG_KINDS.map(({ kind, property }) => [
        property,
        (collection.catalogs[property] as { id: string }[])
          .filter((entry) => names?.isSame(entry) !== true)
          .map((entry) => withForeignPaths({ ...renameMentions(kind, entry, rename), id: prefix + entry.id }, prefix)),
      ]),
    ) as unknown as Catalogs,
    postmortems: collection.postmortems.map(document),
    drills: collection.drills.map(document),
  };
}

/** Paths are those of another repository, and no change here is meant. */
function withForeignPaths<Data extends object>(data: Data, prefix: string): Data {
  const { affects, paths, checked_by: checks } = data as Record<string, unknown>;
  const inFront = (list: readonly string[]) => list.map((glob) => glob.replace(/^(!?)\/?/, `$1${prefix}`));
  const changes = {
    ...(Array.isArray(affects) && { affects: inFront(affects) }),
    ...(Array.isArray(paths) && { paths: inFront(paths) }),
    ...(Array.isArray(checks) && {
      checked_by: checks.map((check: object) =>
        "file" in check ? { ...check, file: `${prefix}${check.file}` } : check,
      ),
    }),
  };
  return Object.keys(changes).length === 0 ? data : { ...data, ...changes };
}

/** The collection itself, whose references to sources lead where these have what they name today. */
function withResolved(own: Collection, resolve: Rename): Part {
  const document = <T extends AnyDocument>(one: T): T => {
    if (!one.source.text.includes("@")) return one;
    const data = renameMentions(one.type, one.data, resolve);
    return data === one.data ? one : { ...one, data };
  };
  return {
    catalogs: Object.fromEntries(
      CATALOG_KINDS.map(({ kind, property }) => [
        property,
        (own.catalogs[property] as { id: string }[]).map((entry) => renameMentions(kind, entry, resolve)),
      ]),
    ) as unknown as Catalogs,
    postmortems: own.postmortems.map(document),
    drills: own.drills.map(document),
  };
}

function byId(a: AnyDocument, b: AnyDocument): number {
  return compareText(a.id, b.id);
}
