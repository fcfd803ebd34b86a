import { type AnyDocument, accountOf } from "../../model/collection.js";
import { CATALOG_KINDS, KINDS, type Kind } from "../../model/kinds.js";
import { type Mention, mentionsOf } from "../../model/mentions.js";
import type { Place } from "../../model/place.js";
import type { Places } from "../../model/places.js";
import type { ConfigData } from "../../model/schema-types.js";
import type { CheckedFile } from "../checked-file.js";

/** One mention of an id. */
export interface Reference {
  file: string;
  /** Computed on access: only references that do not resolve need it. */
  readonly place: Place;
  kind: Kind;
  id: string;
}

/** Every reference that a document makes. */
export function* referencesOf(document: AnyDocument, config: ConfigData): Iterable<Reference> {
  const { places, source } = document;
  for (const mention of mentionedBy(document, config)) yield referenceOf(mention, source.path, places);
}

/** The same as `kind id` alone. */
export function referenceNamesOf(document: AnyDocument, config: ConfigData): string[] {
  return mentionedBy(document, config).map(({ kind, id }) => `${kind} ${id}`);
}

function mentionedBy(document: AnyDocument, config: ConfigData): Mention[] {
  const isOwn = accountOf(document, config) === "own";
  return mentionsOf(document.type, document.data).filter(
    (mention) => (isOwn || !mention.field.ownAccount) && isId(mention, config),
  );
}

/** Every reference that a catalog or `inquest.yaml` makes; none for other files. */
export function* catalogReferencesOf({ parsed, schema }: CheckedFile, config: ConfigData): Iterable<Reference> {
  const { file, path, places } = parsed;
  for (const mention of mentionsOfFile(file, schema.data))
    if (isId(mention, config)) yield referenceOf(mention, path, places);
}

function mentionsOfFile(file: CheckedFile["parsed"]["file"], data: unknown): Mention[] {
  if (typeof data !== "object" || data === null) return [];
  if (file.role === "config") return mentionsOf("config", data);
  if (file.role !== "catalog") return [];
  const lists = CATALOG_KINDS.filter(({ catalog }) => catalog === file.name);
  return lists.flatMap(({ kind, list }) => {
    const entries = (data as Record<string, object[] | undefined>)[list] ?? [];
    return entries.flatMap((entry) => mentionsOf(kind, entry));
  });
}

/** Owners and severities are plain text in a collection that does not list them. */
function isId({ kind }: Mention, config: ConfigData): boolean {
  const { home } = KINDS[kind];
  return !("config" in home) || home.config in config;
}

function referenceOf({ field, kind, id, container, key }: Mention, file: string, places: Places): Reference {
  return {
    file,
    get place() {
      return field.path.endsWith("{}") ? places.key(container, key) : places.value(container, key);
    },
    kind,
    id,
  };
}
