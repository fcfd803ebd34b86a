import type { Catalogs } from "../model/catalogs.js";
import {
  type About,
  type AnyDocument,
  type Collection,
  type Drill,
  dayOfId,
  emptyCatalogs,
  type Postmortem,
} from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import { isStorable } from "../model/document-id.js";
import { CATALOG_KINDS, type CatalogName } from "../model/kinds.js";
import { isDocument } from "../model/raw-file.js";
import type { ConfigData } from "../model/schema-types.js";
import type { ParsedFile } from "../parse/parse-file.js";
import type { CheckedFile } from "./checked-file.js";
import { checkContained } from "./contained.js";

/** The files that are valid by their schema as a collection, without running rules. */
export function collectionOf(parsed: readonly ParsedFile[]): Collection {
  return collect(parsed.map((file) => ({ parsed: file, schema: checkContained(file, []) })));
}

/**
 * The files that their schema accepts as a collection, and what it refuses of the others. Unlike in a collection of its own,
 * nothing is salvaged: what is left of a document may not say what its author meant.
 */
export function collectSound(parsed: readonly ParsedFile[]): {
  collection: Collection;
  refused: { path: string; why: string }[];
  /** The catalogs and settings of which only a part is valid. */
  partial: { path: string; why: string }[];
} {
  const files = parsed.map((file) => ({ parsed: file, schema: checkContained(file, []) }));
  const isSound = ({ parsed, schema }: CheckedFile) =>
    parsed.file.role === "config" || parsed.file.role === "catalog" || (schema.faults.length === 0 && schema.data);
  const whyOf = ({ parsed, schema }: CheckedFile) => ({
    path: parsed.path,
    why: schema.faults[0]?.message ?? "it cannot be read",
  });
  return {
    collection: collect(files.filter(isSound)),
    refused: files.filter((file) => !isSound(file)).map(whyOf),
    partial: files.filter((file) => isSound(file) && file.schema.faults.length > 0).map(whyOf),
  };
}

/** Builds the collection from the files that pass their schema. Documents are sorted by id. */
export function collect(files: readonly CheckedFile[]): Collection {
  let config: ConfigData = { schema: 1, title: "Untitled" };
  const catalogs = emptyCatalogs();
  const documents: AnyDocument[] = [];
  let about: About | null = null;
  for (const { parsed, schema } of files) {
    if (parsed.file.role === "about" && parsed.body) about = { path: parsed.path, body: parsed.body };
    if (schema.data === undefined) continue;
    const { file } = parsed;
    if (file.role === "config") config = schema.data as ConfigData;
    else if (file.role === "catalog") addCatalog(catalogs, file.name, schema.data as Record<string, never[]>);
    // A name that is no path everywhere makes no page; the rule `id-format` reports it.
    else if (isDocument(file) && isStorable(file.id))
      documents.push({
        type: file.role,
        id: file.id,
        data: schema.data,
        get body() {
          return parsed.body;
        },
        source: parsed.source,
        places: parsed.places,
      } as unknown as AnyDocument);
  }
  documents.sort((a, b) => compareText(a.id, b.id) || compareText(a.source.path, b.source.path));
  return {
    config,
    catalogs,
    postmortems: documents.filter((document): document is Postmortem => document.type === "postmortem"),
    drills: documents.filter((document): document is Drill => document.type === "drill"),
    about,
  };
}

function addCatalog(catalogs: Catalogs, name: CatalogName, data: Record<string, never[]>): void {
  for (const { catalog, list, property } of CATALOG_KINDS)
    if (catalog === name) (catalogs[property] as unknown[]).push(...(data[list] ?? []));
}

/** What decides which day counts as today. */
export interface DayOptions {
  /** Today, `YYYY-MM-DD`; null: `as_of` of the collection. */
  now: string | null;
  /** The fallback if neither is given; null: the newest day in the content. */
  today: string | null;
}

/** The day that counts as today. */
export function nowOf(collection: Collection, { now, today }: DayOptions): string {
  return now ?? collection.config.as_of ?? today ?? newestDay(collection);
}

/** The newest day among ids and publication days; the epoch if there is none. */
function newestDay(collection: Collection): string {
  const days = [...collection.postmortems, ...collection.drills]
    .flatMap((document) => [dayOfId(document.id), document.data.published_on])
    .filter((day) => typeof day === "string");
  return days.sort(compareText).at(-1) ?? "1970-01-01";
}
