import { type Cache, cacheKey, NO_CACHE } from "../cache/cache.js";
import type { Catalogs } from "../model/catalogs.js";
import type { AnyDocument } from "../model/collection.js";
import type { ConfigData } from "../model/schema-types.js";
import type { RuleContext } from "../validate/rule.js";
import { type DuplicateCandidates, duplicateCandidates } from "./duplicate-candidates.js";

const CACHE_KIND = "duplicates";

type Finder = RuleContext["possibleDuplicates"];

/** Finds possible duplicates. What an earlier run found of the same texts is read from the cache. */
export function duplicateFinder(cache: Cache = NO_CACHE): Finder {
  return async (whole) => {
    const candidates = duplicateCandidates(whole);
    if (candidates.pairs.length === 0) return new Map();
    const { config, catalogs, postmortems, drills } = candidates.collection;
    const documents = [...postmortems, ...drills];
    const key = cache.folder === null ? "" : keyOf(config, catalogs, documents);
    const kept = readPairs(cache.get(CACHE_KIND, key), new Map(documents.map((one) => [one.id, one])));
    if (kept !== undefined) return kept;
    const found = await findIn(candidates);
    const pairs = Array.from(found, ([draft, { id }]) => [draft, id]);
    cache.put(CACHE_KIND, key, Buffer.from(JSON.stringify(pairs)));
    return found;
  };
}

/** Finds possible duplicates, and keeps them until what they follow from changes: for a program that checks again and again. */
export function duplicatesInMemory(): Finder {
  let last: { sources: readonly object[]; found: Awaited<ReturnType<Finder>> } | undefined;
  return async (whole) => {
    const candidates = duplicateCandidates(whole);
    const { config, catalogs, postmortems, drills } = candidates.collection;
    // What is parsed from a file that has not changed is the same object.
    const documents = [...postmortems, ...drills].flatMap(({ data, source }) => [data, source]);
    const sources: object[] = [config, ...Object.values(catalogs).flat(), ...documents];
    const isSame = last?.sources.length === sources.length && last.sources.every((one, at) => one === sources[at]);
    if (last && isSame) return last.found;
    last = { sources, found: candidates.pairs.length === 0 ? new Map() : await findIn(candidates) };
    return last.found;
  };
}

async function findIn(candidates: DuplicateCandidates): ReturnType<Finder> {
  return (await import("./possible-duplicates.js")).possibleDuplicates(candidates);
}

/** A hash of all that the pairs follow from. */
function keyOf(config: ConfigData, catalogs: Catalogs, documents: readonly AnyDocument[]): string {
  const texts = documents.flatMap(({ source }) => [source.path, source.hash ?? source.text]);
  return cacheKey(JSON.stringify(config), JSON.stringify(catalogs), ...texts);
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
