import type { Edit } from "../model/diagnostic.js";
import { CATALOG_KINDS, type CatalogKind, type Kind } from "../model/kinds.js";
import { type Mention, mentionsOf } from "../model/mentions.js";
import type { ParsedFile } from "../parse/parse-file.js";

/** Everything that a file refers to, whatever else is right or wrong with it. */
export function mentionsIn({ file, data }: ParsedFile): Mention[] {
  if (typeof data !== "object" || data === null) return [];
  switch (file.role) {
    case "postmortem":
    case "drill":
    case "config":
      return mentionsOf(file.role, data);
    case "catalog":
      return CATALOG_KINDS.filter(({ catalog }) => catalog === file.name).flatMap(({ kind, list }) =>
        itemsOf(data, list).flatMap((entry) => mentionsOf(kind as CatalogKind, entry)),
      );
    default:
      return [];
  }
}

function itemsOf(data: object, list: string): object[] {
  const items: unknown = (data as Record<string, unknown>)[list];
  return Array.isArray(items) ? items.filter((item) => typeof item === "object" && item !== null) : [];
}

/** The edit that writes another id where one stands, alone or behind the name of its kind. Quotes stay as they are. */
export function idEdit(
  { places, source }: ParsedFile,
  at: Pick<Mention, "container" | "key">,
  old: string,
  id: string,
): Edit {
  const place = places.value(at.container, at.key);
  const text = source.textAt(place);
  const index = text.lastIndexOf(old);
  if (index < 0) return source.replace(place, id);
  const start = source.offset(place.line, place.column) + index;
  return { start, end: start + old.length, text: quotedLike(text, id) };
}

/** Ids of digits only, or such as `true`, need quotes that are not there yet. */
function quotedLike(written: string, id: string): string {
  const isPlain = !/["':]/.test(written);
  return isPlain && /^(?:[\d-]+|\d+e\d+|true|false|null|yes|no|on|off|y|n)$/i.test(id) ? JSON.stringify(id) : id;
}

/** The edits that refer to another id, of everything in a file that refers to the old one. */
export function referenceEdits(file: ParsedFile, kind: Kind, renamed: (id: string) => string | null): Edit[] {
  const edits = mentionsIn(file).flatMap((mention) => {
    const id = mention.kind === kind ? renamed(mention.id) : null;
    return id === null ? [] : idEdit(file, mention, mention.id, id);
  });
  // One text may be referred to from two fields, through an alias of YAML.
  return edits.filter((edit, index) => edits.findIndex(({ start }) => start === edit.start) === index);
}
