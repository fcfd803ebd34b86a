import type { Cache } from "../cache/cache.js";
import { link } from "../link/link.js";
import type { Collection } from "../model/collection.js";
import type { Graph } from "../model/graph.js";
import type { Unreadable } from "../read/walk-folder.js";
import { PathIndex } from "../recall/path-index.js";
import { rememberedDocuments } from "../recall/remembered-document.js";
import { collectionOf, nowOf } from "../validate/collect.js";
import { madeOf } from "./contained.js";
import { load, type SettingsFault, settingsFault, unparsedFiles } from "./load.js";
import { withSources } from "./sources.js";

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

/** Reads all files of a collection for what it remembers. No rule is run: what is not valid by its schema is left out. */
export async function rememberWhole(
  root: string,
  options: RememberOptions,
): Promise<{ remembered: Remembered; collection: Collection; graph: Graph }> {
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
