import { FILE_START } from "../../model/place.js";
import type { CatalogName } from "../../model/raw-file.js";
import type { CheckedFile } from "../checked-file.js";
import type { Declaration, IdIndex, IdType } from "./id-index.js";

/** An entry of a list that has an id, whatever else is right or wrong with it. */
export interface Entry {
  id: string;
}

/** The entries with an id in the list under `key` of unvalidated data; none where there is no such list. */
export function entriesOf(data: unknown, key: string): Entry[] {
  if (typeof data !== "object" || data === null) return [];
  const list: unknown = (data as Record<string, unknown>)[key];
  return Array.isArray(list) ? list.filter(isEntry) : [];
}

function isEntry(value: unknown): value is Entry {
  return typeof value === "object" && value !== null && typeof (value as Partial<Entry>).id === "string";
}

/** A list of a catalog, and the type of what it declares. */
export interface CatalogList {
  catalog: CatalogName;
  key: string;
  type: IdType;
}

/** The lists of all catalogs. Kinds stand within the classes. */
export const CATALOG_LISTS: readonly CatalogList[] = [
  { catalog: "taxonomy", key: "classes", type: "class" },
  { catalog: "degradation", key: "classes", type: "degradation class" },
  { catalog: "degradation", key: "policies", type: "policy" },
  { catalog: "objectives", key: "objectives", type: "objective" },
  { catalog: "choreography", key: "steps", type: "step" },
  { catalog: "invariants", key: "invariants", type: "invariant" },
  { catalog: "contracts", key: "contracts", type: "contract" },
  { catalog: "scenarios", key: "scenarios", type: "scenario" },
  { catalog: "services", key: "services", type: "service" },
];

/** The lists of ids in `inquest.yaml`. */
export const CONFIG_LISTS: readonly { key: string; type: IdType }[] = [
  { key: "severities", type: "severity" },
  { key: "owners", type: "owner" },
];

/**
 * Collects every id of the collection. Entries are read as they stand in the file, not as the schema left them, so that
 * a fault elsewhere in an entry does not make every reference to it a fault too.
 */
export function buildIndex(files: readonly CheckedFile[]): IdIndex {
  const ids = new Map<IdType, Map<string, Declaration>>();
  const incomplete = new Set<IdType>();
  const declare = (type: IdType, id: string, declaration: Declaration) => {
    const known = ids.get(type) ?? new Map<string, Declaration>();
    if (!known.has(id)) known.set(id, declaration);
    ids.set(type, known);
  };
  for (const { parsed } of files) {
    const { file, path, data, places } = parsed;
    if (file.role === "postmortem") declare("incident", file.id, { file: path, place: FILE_START });
    else if (file.role === "drill") declare("drill", file.id, { file: path, place: FILE_START });
    else if (file.role === "config" || file.role === "catalog") {
      const lists =
        file.role === "config" ? CONFIG_LISTS : CATALOG_LISTS.filter(({ catalog }) => catalog === file.name);
      for (const { key, type } of lists) {
        if (data === undefined) incomplete.add(type).add(type === "class" ? "kind" : type);
        for (const entry of entriesOf(data, key)) {
          declare(type, entry.id, { file: path, place: places.value(entry, "id") });
          if (type !== "class") continue;
          for (const kind of entriesOf(entry, "kinds"))
            declare("kind", `${entry.id}/${kind.id}`, { file: path, place: places.value(kind, "id") });
        }
      }
    }
  }
  return { ids: (type) => ids.get(type) ?? new Map(), complete: (type) => !incomplete.has(type) };
}
