import { relative, sep } from "node:path";
import { accountOf } from "../model/collection.js";
import { isDatedSlug } from "../model/document-id.js";
import { EnvironmentFault } from "../model/environment-fault.js";
import { recall as answersTo, lessonsByPath, type RecallOptions } from "../recall/recall.js";
import { RECALL_FORMATS } from "../render/recall.js";
import { ruleFiles, ruleSection } from "../render/recall-rules.js";
import { either, nearest } from "../validate/ids/suggest.js";
import { remember, rememberSimilar } from "./remember.js";
import type { Remembered, RememberOptions } from "./remember-whole.js";

/** How `inquest recall` can print. */
export type RecallFormat = keyof typeof RECALL_FORMATS;

/** What was left out, for messages. */
export type LeftOut = Pick<Remembered, "unreadable" | "unparsed" | "settingsFault" | "notes">;

export interface RecallRequest extends Pick<RecallOptions, "limit">, RememberOptions {
  /** From the top of the repository, with `/`; null: what changed, as git tells. */
  paths: readonly string[] | null;
  /** The commit since whose merge base with HEAD changes count; null: those that are not committed. */
  since: string | null;
  like: string | null;
  format: RecallFormat;
  colour: boolean;
  /** The width of the terminal; undefined where there is none. */
  columns?: number | undefined;
  /** A path in the collection as it is printed. */
  shown: (path: string) => string;
}

/**
 * Files in a folder → what they teach about a change, as text. All of the collection: whoever holds its files may see it.
 * @param top the top of the repository
 * @throws EnvironmentFault where `like` has the form of an id that no document has
 */
export async function recall(
  root: string,
  top: string,
  request: RecallRequest,
): Promise<{ text: string; ids: string[]; isEmpty: boolean; leftOut: LeftOut }> {
  const { since, like, format, colour, columns, shown, limit } = request;
  const paths = request.paths ?? (await (await import("../git/changed-paths.js")).changedPaths(top, since));
  const { remembered, likeness } = await rememberedLike(root, like, request);
  const { index, baseUrl } = remembered;
  const answers = answersTo(index, { paths, likeness }, { folder: pathFrom(top, root), limit });
  // A file of another repository is nowhere here.
  const fileOf = (id: string) => (id.startsWith("@") ? index.fileOf(id) : shown(index.fileOf(id)));
  const text = RECALL_FORMATS[format]({ paths, like, answers, baseUrl, fileOf }, colour, columns);
  const ids = answers.map(({ id }) => id);
  return { text, ids, isEmpty: answers.length === 0, leftOut: remembered };
}

async function rememberedLike(root: string, like: string | null, options: RememberOptions) {
  if (like === null) return { remembered: await remember(root, options), likeness: null };
  const { remembered, similar } = await rememberSimilar(root, options);
  if (isDatedSlug(like.replace(/^@[^/]+\//, "")) && !similar.ids.includes(like))
    return refuseUnknownId(like, similar.ids);
  const { likenessOf } = await import("../recall/likeness.js");
  return { remembered, likeness: likenessOf(similar, like) };
}

/** A misspelt id is no text to look for. */
function refuseUnknownId(like: string, ids: readonly string[]): never {
  const near = nearest(like, ids);
  throw new EnvironmentFault(
    `--like ${like}: there is no such postmortem or drill; ${near.length > 0 ? `did you mean ${either(near)}?` : "name one of this collection by its id, or write a text"}`,
  );
}

/**
 * Files in a folder → the rule files that tell assistants what was learned, by path relative to a folder, or the section of a
 * file.
 * @param top the top of the repository
 * @param target a folder, or a file that ends in `.md`; from the top, with `/`
 */
export async function recallRules(
  root: string,
  top: string,
  target: string,
  { limit, ...options }: Pick<RecallOptions, "limit"> & Pick<RememberOptions, "cache">,
): Promise<{ files: ReadonlyMap<string, string>; section: string | null; leftOut: LeftOut }> {
  const { rememberWhole } = await import("./remember-whole.js");
  // The newest day of the content, so that the files change with the collection and not with the calendar.
  const { remembered, collection } = await rememberWhole(root, { ...options, now: null, today: null });
  const documents = new Map([...collection.postmortems, ...collection.drills].map((one) => [one.id, one]));
  const folder = pathFrom(top, root);
  const input = {
    lessons: lessonsByPath(remembered.index.all(), limit),
    fileOf: (id: string) => {
      const path = documents.get(id)?.source.path ?? "";
      return folder === "" ? path : `${folder}/${path}`;
    },
    isThirdParty: (id: string) => {
      const document = documents.get(id);
      return document !== undefined && accountOf(document, collection.config) === "third-party";
    },
  };
  return target.endsWith(".md")
    ? { files: new Map(), section: ruleSection(input), leftOut: remembered }
    : { files: ruleFiles(target, input), section: null, leftOut: remembered };
}

/** A folder from the top of its repository, with `/`; empty for the top itself. */
export function pathFrom(top: string, root: string): string {
  return relative(top, root).split(sep).join("/");
}
