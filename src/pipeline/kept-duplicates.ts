import { type Cache, cacheKey } from "../cache/cache.js";
import type { AnyDocument, Collection } from "../model/collection.js";
import type { RuleContext } from "../validate/rule.js";

const CACHE_KIND = "duplicates";

/** Finds possible duplicates. What an earlier run found of the same texts is read from the cache. */
export function duplicateFinder(cache: Cache | undefined): RuleContext["possibleDuplicates"] {
  if (!cache?.folder) return find;
  return async (collection) => {
    const { config, catalogs, postmortems, drills } = collection;
    const documents = new Map([...postmortems, ...drills].map((one) => [one.id, one]));
    const texts = Array.from(documents.values(), ({ source }) => [source.path, source.text]).flat();
    const key = cacheKey(JSON.stringify(config), JSON.stringify(catalogs), ...texts);
    const kept = readPairs(cache.get(CACHE_KIND, key), documents);
    if (kept !== undefined) return kept;
    const found = await find(collection);
    const pairs = Array.from(found, ([draft, { id }]) => [draft, id]);
    cache.put(CACHE_KIND, key, Buffer.from(JSON.stringify(pairs)));
    return found;
  };
}

async function find(collection: Collection): Promise<ReadonlyMap<string, AnyDocument>> {
  return (await import("./possible-duplicates.js")).possibleDuplicates(collection);
}

/** Pairs of ids as they were kept; undefined where there are none, or they are not pairs of these documents. */
function readPairs(value: Uint8Array | undefined, documents: ReadonlyMap<string, AnyDocument>) {
  try {
    const pairs = JSON.parse(new TextDecoder().decode(value)) as [string, string][];
    const found = new Map(pairs.flatMap(([draft, id]) => [[draft, documents.get(id)] as const]));
    return [...found.values()].includes(undefined) ? undefined : (found as Map<string, AnyDocument>);
  } catch {
    return undefined;
  }
}
