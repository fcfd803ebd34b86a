import { isDeepStrictEqual } from "node:util";
import { type AnyDocument, accountOf, type Collection, visibilityOf } from "../model/collection.js";
import { isDatedSlug, isDeviceName } from "../model/document-id.js";
import { CATALOG_KINDS } from "../model/kinds.js";
import { isDocument, type RawFile } from "../model/raw-file.js";
import type { SourceInfo } from "../model/repository-source.js";
import type { ConfigData, Visibility } from "../model/schema-types.js";
import { RecentTrees } from "../parse/lazy-markdown.js";
import { type ParsedFile, parserWith } from "../parse/parse-file.js";
import { plural } from "../util/plural.js";
import { collectSound } from "../validate/collect.js";

/** Nothing but a page of a document needs its Markdown tree. */
const TREES_AT_ONCE = 50;

/** What a source holds, under its own ids. */
export interface ReadSource {
  info: SourceInfo;
  collection: Collection;
  /** What was left out, a sentence each. */
  notes: string[];
}

/** More documents that are left out for their content are counted. */
const MAX_NOTES = 5;

/**
 * Parses the files of a source. What its schema refuses is left out with a note: the source's own checks are the place to
 * mend it. What documents and entries leave to their `inquest.yaml` is written into them, since that of another collection
 * stands around them from now on.
 * @param files with their roles; paths are relative to the folder of the source's collection
 * @param own the configuration of the collection that they become a part of
 */
export function readSource(info: SourceInfo, files: readonly RawFile[], own: ConfigData): ReadSource {
  const { name, visibility: ceiling } = info;
  const notes: string[] = [];
  const parse = parserWith({ trees: new RecentTrees(TREES_AT_ONCE) });
  const parsed = files.map((file) => parse({ ...file, path: `@${name}/${file.path}` }));
  const { collection, refused, partial } = collectSound(parsed.filter(isUsable));
  const unusable = parsed.filter((file) => !isUsable(file)).map((file) => ({ path: file.path, why: whyNot(file) }));
  for (const { path, why } of [...unusable, ...refused].slice(0, MAX_NOTES)) notes.push(`${path} is left out: ${why}`);
  const more = unusable.length + refused.length - MAX_NOTES;
  if (more > 0) notes.push(`${plural(more, "more file")} of @${name} ${more === 1 ? "is" : "are"} left out`);
  for (const { path, why } of partial) notes.push(`A part of ${path} is left out: ${why}`);
  const { config, catalogs } = collection;
  return {
    info: { ...info, title: config.title, description: config.description ?? null },
    collection: {
      ...collection,
      about: null,
      catalogs: Object.fromEntries(
        CATALOG_KINDS.map(({ property }) => [
          property,
          distinct(catalogs[property] as { id: string; visibility?: Visibility }[], notes, name).map((entry) => ({
            ...entry,
            visibility: lower(ceiling, visibilityOf(entry, config.visibility)),
          })),
        ]),
      ) as unknown as Collection["catalogs"],
      postmortems: distinct(collection.postmortems, notes, name).map((one) => stated(one, config, ceiling, own)),
      drills: distinct(collection.drills, notes, name).map((one) => stated(one, config, ceiling, own)),
    },
    notes,
  };
}

/** Ids stand in paths of the site, so that of a document has to be one. */
function isUsable({ file, data }: ParsedFile): boolean {
  if (data === undefined) return false;
  return !isDocument(file) || (isDatedSlug(file.id) && !isDeviceName(file.id));
}

function whyNot({ data, problems }: ParsedFile): string {
  return data === undefined ? (problems[0]?.message ?? "it cannot be read") : "its name is no id";
}

/** The first of those that share an id. */
function distinct<T extends { id: string }>(all: readonly T[], notes: string[], name: string): T[] {
  const seen = new Set<string>();
  return all.filter(({ id }) => {
    if (!seen.has(id)) return Boolean(seen.add(id));
    notes.push(`@${name} has ${JSON.stringify(id)} twice: the second is left out`);
    return false;
  });
}

function stated<T extends AnyDocument>(document: T, config: ConfigData, ceiling: Visibility, own: ConfigData): T {
  const { data } = document;
  return {
    ...document,
    data: {
      ...withSharedFields(data, config, own),
      account: accountOf(document, config),
      visibility: lower(ceiling, visibilityOf(data, config.visibility)),
    },
  };
}

function lower(ceiling: Visibility, visibility: Visibility): Visibility {
  return ceiling === "internal" ? "internal" : visibility;
}

/** Custom fields that both collections declare alike. Of others nobody here knows what they are, and who may see them. */
function withSharedFields<Data extends AnyDocument["data"]>(data: Data, config: ConfigData, own: ConfigData): Data {
  const shared = new Set(
    (config.fields ?? [])
      .filter((field) => own.fields?.some((one) => isDeepStrictEqual(one, field)))
      .map(({ name }) => name),
  );
  const keep = <T extends { fields?: Record<string, unknown> }>(holder: T): T => {
    if (holder.fields === undefined) return holder;
    const { fields, ...rest } = holder;
    const kept = Object.entries(fields).filter(([name]) => shared.has(name));
    return (kept.length === 0 ? rest : { ...rest, fields: Object.fromEntries(kept) }) as T;
  };
  const actions = data.actions?.map(keep);
  return { ...keep(data), ...(actions ? { actions } : {}) } as Data;
}
