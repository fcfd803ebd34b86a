import { link } from "../link/link.js";
import { accountOf, type Collection } from "../model/collection.js";
import { lessonsByPath, type RecallOptions, type RecallQuery, recall } from "../recall/recall.js";
import { replay } from "../recall/replay.js";
import { RECALL_FORMATS } from "../render/recall.js";
import { REPLAY_FORMATS } from "../render/recall-replay.js";
import type { RulesInput } from "../render/recall-rules.js";
import { nowOf } from "../validate/validate.js";
import { readerOf } from "./reader-of.js";

/** How `inquest recall` can print. */
export type RecallFormat = keyof typeof RECALL_FORMATS;

export interface RecallPrintOptions extends Omit<RecallOptions, "reader"> {
  format: RecallFormat;
  colour: boolean;
  /** A path in the collection as it is printed. */
  shown: (path: string) => string;
}

/** What is valid → what it teaches about a change, as text. All of the collection: whoever holds its files may see it. */
export async function recallFor(
  collection: Collection,
  query: RecallQuery,
  options: RecallPrintOptions,
): Promise<string> {
  const reader = await readerOf(collection);
  const answers = recall(link(collection), query, { ...options, reader });
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

/** What rule files are written from. */
export function rulesInputOf(
  collection: Collection,
  { limit, shown }: { limit: number; shown: (path: string) => string },
): RulesInput {
  const documents = new Map([...collection.postmortems, ...collection.drills].map((one) => [one.id, one]));
  // The newest day of the content, so that the files change with the collection and not with the calendar.
  const now = nowOf(collection, { now: null, today: null });
  return {
    lessons: lessonsByPath(link(collection), { now, limit }),
    fileOf: (id) => shown(documents.get(id)?.source.path ?? ""),
    isThirdParty: (id) => {
      const document = documents.get(id);
      return document !== undefined && accountOf(document, collection.config) === "third-party";
    },
  };
}
