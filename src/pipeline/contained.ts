import type { Collection } from "../model/collection.js";
import { EnvironmentFault, PageFault, systemFault } from "../model/environment-fault.js";
import { without } from "../redact/redact.js";

/** What was made without the documents that broke it. */
export interface Contained<T> {
  made: T;
  /** Why each document that was left out could not be shown, by its path in the collection. */
  failures: ReadonlyMap<string, Error>;
}

/**
 * Makes something of documents. Where that fails, it is made without the documents that it fails on alone, so that one
 * takes no other with it.
 * @param documents their paths, the ones of a kind together
 * @param make must not change anything, since it may be called often
 * @throws the error where no document is at fault, or a template of the collection fails on all of a kind
 */
export async function contained<T>(
  documents: readonly (readonly string[])[],
  make: (leftOut: ReadonlySet<string>) => Promise<T>,
): Promise<Contained<T>> {
  try {
    return { made: await make(new Set()), failures: new Map() };
  } catch (error) {
    if (!isOfContent(error)) throw error;
    const all = documents.flat();
    const failures = new Map<string, Error>();
    /** Finds those at fault by halves: a few among many cost little more than making all of them twice. */
    const search = async (among: readonly string[]): Promise<void> => {
      const kept = new Set(among);
      try {
        await make(new Set(all.filter((path) => !kept.has(path))));
      } catch (failure) {
        if (!isOfContent(failure) || among.length === 0) throw failure;
        const half = Math.ceil(among.length / 2);
        if (among.length === 1) failures.set(among[0] ?? "", failure);
        else for (const part of [among.slice(0, half), among.slice(half)]) await search(part);
      }
    };
    await search([]);
    await search(all);
    const isBrokenTemplate =
      error instanceof PageFault && documents.some((kind) => kind.length > 0 && kind.every((one) => failures.has(one)));
    if (failures.size === 0 || isBrokenTemplate) throw error;
    return { made: await make(new Set(failures.keys())), failures };
  }
}

/** What was made of a collection. */
export interface MadeOf<T> {
  made: T;
  /** Why each document that was left out is not in it, by its path in the collection. */
  leftOut: ReadonlyMap<string, string>;
}

/** Makes something of a collection, without the documents that break it. @throws as {@link contained} */
export async function madeOf<T>(
  collection: Collection,
  make: (collection: Collection) => T | Promise<T>,
): Promise<MadeOf<T>> {
  const { made, failures } = await contained(documentPaths(collection), async (leftOut) =>
    make(leftOut.size === 0 ? collection : without(collection, leftOut)),
  );
  return { made, leftOut: new Map(Array.from(failures, ([path, { message }]) => [path, message])) };
}

/** The paths of the documents of a collection, those of a kind together. */
export function documentPaths({ postmortems, drills }: Collection): string[][] {
  return [postmortems, drills].map((documents) => documents.map(({ source }) => source.path));
}

/** Whether a document may be the cause of an error: not of the disk, and not of a refusal. */
function isOfContent(error: unknown): error is Error {
  if (error instanceof PageFault) return true;
  return error instanceof Error && !(error instanceof EnvironmentFault) && systemFault(error) === null;
}
