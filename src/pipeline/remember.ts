import { cacheKey } from "../cache/cache.js";
import { collectionStamp } from "../read/collection-stamp.js";
import { lockFileText } from "../read/lock-file.js";
import { PathIndex } from "../recall/path-index.js";
import type { SimilarDocuments } from "../recall/similar/kept-similar.js";
import { readerOf } from "./reader-of.js";
import type { Remembered, RememberOptions } from "./remember-whole.js";

const CACHE_KIND = "recall";
const SIMILAR_KIND = "similar";
const LINE_BREAK = 10;

/**
 * Files in a folder → what they remember. No rule is run: what is not valid by its schema is left out. Where no file has
 * changed since an earlier run of that day, none is read.
 */
export async function remember(root: string, options: RememberOptions): Promise<Remembered> {
  const place = placeIn(root, options);
  const kept = keptIn(place, options);
  if (kept) return kept;
  const { rememberWhole } = await import("./remember-whole.js");
  const { remembered } = await rememberWhole(root, options);
  keep(place, root, options, remembered);
  return remembered;
}

/** The same, and the documents in which what is like something is found, which are kept likewise. */
export async function rememberSimilar(
  root: string,
  options: RememberOptions,
): Promise<{ remembered: Remembered; similar: SimilarDocuments }> {
  const { keptSimilar, readSimilar, similarDocuments } = await import("../recall/similar/kept-similar.js");
  const place = placeIn(root, options);
  const kept = keptIn(place, options);
  const bytes = kept && place ? options.cache.get(SIMILAR_KIND, place.key) : undefined;
  try {
    if (kept && bytes) return { remembered: kept, similar: readSimilar(bytes, await readerOf({ config: kept })) };
  } catch {
    // What cannot be read is no value.
  }
  const { rememberWhole } = await import("./remember-whole.js");
  const { remembered, collection, graph } = await rememberWhole(root, options);
  const reader = await readerOf(collection);
  if (keep(place, root, options, remembered) && place)
    options.cache.put(SIMILAR_KIND, place.key, keptSimilar(graph, reader));
  return { remembered, similar: similarDocuments(graph, reader) };
}

/** Where what a collection remembers is kept, and the stamp of its files. */
interface Place {
  key: string;
  stamp: string;
}

/** Null where nothing is kept, or the stamp is not certain. */
function placeIn(root: string, { now, today, cache }: RememberOptions): Place | null {
  const stamp = cache.folder === null ? null : collectionStamp(root, cache.now);
  return stamp === null ? null : { stamp, key: cacheKey(stamp, lockFileText(root), now ?? "", today ?? "") };
}

function keptIn(place: Place | null, { cache }: RememberOptions): Remembered | null {
  const kept = place === null ? undefined : cache.get(CACHE_KIND, place.key);
  return kept === undefined ? null : read(Buffer.from(kept.buffer, kept.byteOffset, kept.length));
}

/** @returns whether it is kept: nothing has changed meanwhile, and all could be read */
function keep(place: Place | null, root: string, { cache }: RememberOptions, remembered: Remembered): boolean {
  const { index, unreadable, ...rest } = remembered;
  if (place === null || unreadable.length > 0 || collectionStamp(root, cache.now) !== place.stamp) return false;
  cache.put(CACHE_KIND, place.key, Buffer.concat([Buffer.from(`${JSON.stringify(rest)}\n`), index.bytes]));
  return true;
}

/** Anybody may have written what a cache holds: what cannot be read is no value. */
function read(value: Buffer): Remembered | null {
  try {
    const start = value.indexOf(LINE_BREAK) + 1;
    const kept = JSON.parse(value.toString("utf8", 0, start)) as Omit<Remembered, "index" | "unreadable">;
    return { ...kept, unreadable: [], index: PathIndex.read(value.subarray(start)) };
  } catch {
    return null;
  }
}
