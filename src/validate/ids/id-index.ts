import { CATALOG_KINDS, isStatedId, KINDS, type Kind } from "../../model/kinds.js";
import { FILE_START, type Place } from "../../model/place.js";
import { isDocument } from "../../model/raw-file.js";
import type { ParsedFile } from "../../parse/parse-file.js";
import type { CheckedFile } from "../checked-file.js";
import { placedAs } from "../placed-as.js";
import { declaredIn, unreadKinds } from "./declared-in.js";

/** Where an id is declared. */
interface Declaration {
  file: string;
  /** Found on access: to find where entries stand, their file is read again. */
  readonly place: Place;
}

/** Every id that the whole collection can refer to, by its kind. */
export interface IdIndex {
  ids(kind: Kind): ReadonlyMap<string, Declaration>;
  /** False where a file that declares this kind could not be read: then an unknown id may be in the lost part. */
  isComplete(kind: Kind): boolean;
}

/**
 * Collects every id of the collection. Entries are read as they stand in the file, not as the schema left them, so that
 * a fault elsewhere in an entry does not make every reference to it a fault too.
 */
export function buildIndex(files: readonly CheckedFile[]): IdIndex {
  const ids = new Map<Kind, Map<string, Declaration>>();
  const incomplete = new Set<Kind>();
  const declare = (kind: Kind, id: string, declaration: Declaration) => {
    const declared = ids.get(kind) ?? new Map<string, Declaration>();
    if (!declared.has(id)) declared.set(id, declaration);
    ids.set(kind, declared);
  };
  for (const { parsed } of files) {
    const { file, path, data, places } = parsed;
    if (isDocument(file))
      for (const { kind, id } of documentIds(parsed)) declare(kind, id, { file: path, place: FILE_START });
    else {
      for (const kind of unreadKinds(file, data)) incomplete.add(kind);
      for (const { kind, id, entry } of declaredIn(file, data))
        declare(kind, id, {
          file: path,
          get place() {
            return places.value(entry, "id");
          },
        });
    }
  }
  return { ids: (kind) => ids.get(kind) ?? new Map(), isComplete: (kind) => !incomplete.has(kind) };
}

/** What a document can be referred to as. */
export function documentIds(parsed: ParsedFile): readonly { kind: "incident" | "drill"; id: string }[] {
  const { file } = parsed;
  if (!isDocument(file)) return [];
  const kind = file.role === "drill" ? "drill" : "incident";
  // What refers to it as what it is will be right once it has been moved.
  const kinds = placedAs(parsed) === null ? ([kind] as const) : (["incident", "drill"] as const);
  return kinds.map((one) => ({ kind: one, id: file.id }));
}

/** The file, or the list in it, where this collection declares something of this kind, in words. */
export function homeOf(kind: Kind, id: string, files: readonly CheckedFile[]): string {
  const { home, stated } = KINDS[kind];
  if (stated && isStatedId(kind, id))
    return `${stated.list} of this file as {${stated.field}: {statement: …, id: ${id}}}`;
  if ("folder" in home) return `${home.folder}/ as ${id}.md`;
  if ("config" in home) return `${home.config} in inquest.yaml`;
  if ("catalog" in home) {
    const list = `catalog/${home.catalog}.yaml`;
    const folder = `catalog/${CATALOG_KINDS.find((one) => one.kind === kind)?.folder}/`;
    const has = (start: string) => files.some(({ parsed }) => parsed.path.startsWith(start));
    return has(folder) && !has(list) ? `${folder} as ${id}.yaml` : list;
  }
  if ("within" in home) return homeOf(home.within as Kind, id.replace(/\/.*/, ""), files);
  return "document" in home ? home.document : "the program";
}
