import { type Cache, cacheKey } from "../cache/cache.js";
import type { Collection } from "../model/collection.js";
import type { Graph } from "../model/graph.js";
import { collectionStamp } from "../read/collection-stamp.js";
import { lockFileText } from "../read/lock-file.js";
import type { Unreadable } from "../read/walk-folder.js";
import { PathIndex } from "../recall/path-index.js";
import type { SimilarDocuments } from "../recall/similar/kept-similar.js";
import type { SettingsFault } from "./load.js";

const CACHE_KIND = "recall";
const SIMILAR_KIND = "similar";
const LINE_BREAK = 10;

/** What a collection remembers, for any number of questions. */
export interface Remembered {
  index: PathIndex;
  /** What `recall: {max_rate}` of `inquest.yaml` allows; null: anything. */
  budget: number | null;
  /** Where the site is; null: nowhere. */
  baseUrl: string | null;
  /** The language of its texts; absent: English. */
  lang?: string;
  /** What was left out. */
  unreadable: readonly Unreadable[];
  /** Documents and catalogs that could not be parsed, by path. */
  unparsed: readonly string[];
  settingsFault: SettingsFault | null;
  /** What of its sources was left out, a sentence each. */
  notes: readonly string[];
}

export interface RememberOptions {
  /** The day that was asked for; null: `as_of`, else `today`, else the newest day of the content. */
  now: string | null;
  today: string | null;
  cache: Cache;
}

/**
 * Files in a folder → what they remember. No rule is run: what is not valid by its schema is left out. Where no file has
 * changed since an earlier run of that day, none is read.
 */
export async function remember(root: string, options: RememberOptions): Promise<Remembered> {
  const place = placeIn(root, options);
  const kept = keptIn(place, options);
  if (kept) return kept;
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
  const { readerOf } = await import("./reader-of.js");
  const place = placeIn(root, options);
  const kept = keptIn(place, options);
  const bytes = kept && place ? options.cache.get(SIMILAR_KIND, place.key) : undefined;
  try {
    if (kept && bytes) return { remembered: kept, similar: readSimilar(bytes, await readerOf({ config: kept })) };
  } catch {
    // What cannot be read is no value.
  }
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

/** The same, and the collection that all of it is from. */
export async function rememberWhole(
  root: string,
  options: RememberOptions,
): Promise<{ remembered: Remembered; collection: Collection; graph: Graph }> {
  const { withSources } = await import("./sources.js");
  const { load, settingsFault, unparsedFiles } = await import("./load.js");
  const { madeOf } = await import("./contained.js");
  const { collectionOf, nowOf } = await import("../validate/collect.js");
  const { link } = await import("../link/link.js");
  const { rememberedDocuments } = await import("../recall/remembered-document.js");
  const loaded = load(root, options);
  const { collection: whole, notes } = withSources(root, collectionOf(loaded.parsed));
  const now = nowOf(whole, options);
  const { made, leftOut } = await madeOf(whole, (collection) => {
    const graph = link(collection);
    return { collection, graph, index: PathIndex.of(rememberedDocuments(graph, now), now) };
  });
  const { collection, graph, index } = made;
  const { base_url: baseUrl, lang, recall: settings } = collection.config;
  const remembered: Remembered = {
    index,
    budget: settings?.max_rate ?? null,
    baseUrl: baseUrl?.replace(/\/*$/, "/") ?? null,
    ...(lang === undefined ? {} : { lang }),
    unreadable: loaded.unreadable,
    unparsed: [...unparsedFiles(loaded), ...leftOut.keys()],
    settingsFault: settingsFault(loaded),
    notes,
  };
  return { remembered, collection, graph };
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
