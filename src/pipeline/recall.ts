import { link } from "../link/link.js";
import type { Collection } from "../model/collection.js";
import { type RecallOptions, type RecallQuery, recall } from "../recall/recall.js";
import { replay } from "../recall/replay.js";
import { RECALL_FORMATS } from "../render/recall.js";
import { REPLAY_FORMATS } from "../render/recall-replay.js";

/** How `inquest recall` can print. */
export type RecallFormat = keyof typeof RECALL_FORMATS;

export interface RecallPrintOptions extends RecallOptions {
  format: RecallFormat;
  colour: boolean;
  /** A path in the collection as it is printed. */
  shown: (path: string) => string;
}

/** What is valid → what it teaches about a change, as text. All of the collection: whoever holds its files may see it. */
export function recallFor(collection: Collection, query: RecallQuery, options: RecallPrintOptions): string {
  const answers = recall(link(collection), query, options);
  const files = new Map([...collection.postmortems, ...collection.drills].map(({ id, source }) => [id, source.path]));
  const { base_url: baseUrl = null } = collection.config;
  const input = {
    ...query,
    answers,
    baseUrl: baseUrl?.replace(/\/*$/, "/") ?? null,
    fileOf: (id: string) => options.shown(files.get(id) ?? ""),
  };
  return RECALL_FORMATS[options.format](input, options.colour);
}

export interface ReplayPrintOptions {
  format: ReplayFormat;
  /** The collection's folder from the top of the repository, with `/`. */
  folder: string;
  colour: boolean;
}

/** How `inquest recall --replay` can print. */
type ReplayFormat = keyof typeof REPLAY_FORMATS;

/** What is valid → how often it would have spoken up at commits, given by the paths that each touched. */
export function replayFor(
  collection: Collection,
  commits: readonly (readonly string[])[],
  { format, folder, colour }: ReplayPrintOptions,
): { text: string; rate: number } {
  const result = replay(link(collection), commits, folder);
  const budget = collection.config.recall?.max_rate ?? null;
  return { text: REPLAY_FORMATS[format]({ ...result, budget }, colour), rate: result.rate };
}
