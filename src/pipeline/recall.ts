import { relative, sep } from "node:path";
import { changedPaths } from "../git/changed-paths.js";
import { commitPaths } from "../git/commit-paths.js";
import { link } from "../link/link.js";
import { accountOf, type Collection } from "../model/collection.js";
import { isDatedSlug } from "../model/document-id.js";
import { EnvironmentFault } from "../model/environment-fault.js";
import { recall as answersTo, lessonsByPath, type RecallOptions } from "../recall/recall.js";
import { replay as replayed } from "../recall/replay.js";
import { RECALL_FORMATS } from "../render/recall.js";
import { REPLAY_FORMATS } from "../render/recall-replay.js";
import { type RulesInput, ruleFiles, ruleSection } from "../render/recall-rules.js";
import { closest } from "../validate/ids/suggest.js";
import { collectionOf, nowOf } from "../validate/validate.js";
import { type Loaded, load } from "./check.js";
import { readerOf } from "./reader-of.js";

/** How `inquest recall` can print. */
export type RecallFormat = keyof typeof RECALL_FORMATS;

interface RecallPrintOptions extends RecallOptions {
  format: RecallFormat;
  colour: boolean;
  /** A path in the collection as it is printed. */
  shown: (path: string) => string;
}

export interface RecallRequest extends Omit<RecallPrintOptions, "folder" | "now"> {
  /** From the top of the repository, with `/`; null: what changed, as git tells. */
  paths: readonly string[] | null;
  /** The commit since whose merge base with HEAD changes count; null: those that are not committed. */
  since: string | null;
  like: string | null;
  /** The day that was asked for; null: `as_of`, else `today`. */
  now: string | null;
  today: string;
}

/**
 * Files in a folder → what they teach about a change, as text. All of the collection: whoever holds its files may see it. No
 * rule is run: what is not valid by its schema is left out.
 * @param top the top of the repository
 * @throws EnvironmentFault where `like` has the form of an id that no document has
 */
export async function recall(
  root: string,
  top: string,
  { paths, since, like, ...options }: RecallRequest,
): Promise<{ text: string; isEmpty: boolean; loaded: Loaded }> {
  const changed = paths ?? (await changedPaths(top, since));
  const loaded = load(root);
  const collection = collectionOf(loaded.parsed);
  if (like !== null) refuseUnknownId(like, collection);
  const query = { paths: changed, like: like === null ? null : { text: like, reader: await readerOf(collection) } };
  const answers = answersTo(link(collection), query, {
    ...options,
    folder: pathFrom(top, root),
    now: nowOf(collection, options),
  });
  const files = new Map([...collection.postmortems, ...collection.drills].map(({ id, source }) => [id, source.path]));
  const { base_url: baseUrl = null } = collection.config;
  const input = {
    paths: changed,
    like,
    answers,
    baseUrl: baseUrl?.replace(/\/*$/, "/") ?? null,
    fileOf: (id: string) => options.shown(files.get(id) ?? ""),
  };
  return { text: RECALL_FORMATS[options.format](input, options.colour), isEmpty: answers.length === 0, loaded };
}

/** A misspelt id is no text to look for. */
function refuseUnknownId(like: string, { postmortems, drills }: Collection): void {
  const ids = [...postmortems, ...drills].map(({ id }) => id);
  if (!isDatedSlug(like) || ids.includes(like)) return;
  const near = closest(like, ids);
  throw new EnvironmentFault(
    `--like ${like}: there is no such postmortem or drill; ${near ? `did you mean ${near}?` : "name one of this collection by its id, or write a text"}`,
  );
}

export interface ReplayPrintOptions extends Pick<RecallRequest, "now" | "today"> {
  format: ReplayFormat;
  colour: boolean;
}

/** How `inquest recall --replay` can print. */
type ReplayFormat = keyof typeof REPLAY_FORMATS;

/**
 * Files in a folder → how often they would have spoken up at the last commits of their repository, as text.
 * @param top the top of the repository
 */
export async function replay(
  root: string,
  top: string,
  count: number,
  { format, colour, ...options }: ReplayPrintOptions,
): Promise<{ text: string; rate: number; budget: number | null; loaded: Loaded }> {
  const commits = await commitPaths(top, count);
  const loaded = load(root);
  const collection = collectionOf(loaded.parsed);
  const now = nowOf(collection, options);
  const result = replayed(link(collection), commits, { folder: pathFrom(top, root), now });
  const budget = collection.config.recall?.max_rate ?? null;
  return { text: REPLAY_FORMATS[format]({ ...result, budget }, colour), rate: result.rate, budget, loaded };
}

/**
 * Files in a folder → the rule files that tell assistants what was learned, by path relative to a folder, or the section of a
 * file.
 * @param top the top of the repository
 * @param target a folder, or a file that ends in `.md`; from the top, with `/`
 */
export function recallRules(
  root: string,
  top: string,
  target: string,
  limit: number,
): { files: ReadonlyMap<string, string>; section: string | null; loaded: Loaded } {
  const loaded = load(root);
  const folder = pathFrom(top, root);
  const shown = (path: string) => (folder === "" ? path : `${folder}/${path}`);
  const input = rulesInputOf(collectionOf(loaded.parsed), limit, shown);
  return target.endsWith(".md")
    ? { files: new Map(), section: ruleSection(input), loaded }
    : { files: ruleFiles(target, input), section: null, loaded };
}

/** What rule files are written from. */
function rulesInputOf(collection: Collection, limit: number, shown: (path: string) => string): RulesInput {
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

/** A folder from the top of its repository, with `/`; empty for the top itself. */
export function pathFrom(top: string, root: string): string {
  return relative(top, root).split(sep).join("/");
}
