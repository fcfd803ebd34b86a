import type { Kind } from "../model/kinds.js";
import { isDocument } from "../model/raw-file.js";
import { parseFile } from "../parse/parse-file.js";
import { readCollection } from "../read/read-collection.js";
import { declaredIn } from "../validate/ids/declared-in.js";

/** What a shell completes: the ids of a kind, of all documents, or of all entries of catalogs as `kind:id`. */
export type IdSet = "document" | "entry" | Kind;

/** A shell may take other characters for commands. */
const SAFE_WORD = /^[A-Za-z0-9][A-Za-z0-9._/:-]*$/;

/**
 * The ids of a collection, sorted. Documents are listed and not read, so that this takes little time. Ids with characters that
 * a shell could interpret are left out.
 */
export function completableIds(root: string, set: IdSet): string[] {
  const isListed = set !== "document";
  const { files } = readCollection(root, ({ role }) => isListed && (role === "catalog" || role === "config"));
  const ids = files.flatMap((raw): string[] => {
    const { file } = raw;
    if (isDocument(file)) return isListed ? [] : [file.id];
    if (!isListed || (file.role !== "catalog" && file.role !== "config")) return [];
    const declared = declaredIn(file, parseFile(raw).data);
    if (set !== "entry") return declared.flatMap(({ kind, id }) => (kind === set ? [id] : []));
    return file.role === "catalog" ? declared.map(({ kind, id }) => `${kind}:${id}`) : [];
  });
  return [...new Set(ids)].filter((id) => SAFE_WORD.test(id)).sort();
}
