import type { CatalogKind, Kind } from "../model/kinds.js";
import { mentionsOf } from "../model/mentions.js";

/**
 * A copy of the data of a document or an entry in which references have other ids; the data itself where none changes.
 * @param rename the new id; the same where it stays
 */
export function renameMentions<Data extends object>(
  owner: "postmortem" | "drill" | CatalogKind,
  data: Data,
  rename: (kind: Kind, id: string) => string,
): Data {
  const values = new Map<object, Map<string | number, string>>();
  for (const { field, container, key, kind, id } of mentionsOf(owner, data)) {
    const other = rename(kind, id);
    if (other === id) continue;
    const changed = values.get(container) ?? new Map<string | number, string>();
    values.set(container, changed.set(key, field.to === "typed" ? `${kind}:${other}` : other));
  }
  return values.size === 0 ? data : (copy(data, values) as Data);
}

function copy(value: unknown, changes: ReadonlyMap<object, ReadonlyMap<string | number, string>>): unknown {
  if (typeof value !== "object" || value === null) return value;
  const changed = changes.get(value);
  if (Array.isArray(value)) return value.map((item, index) => changed?.get(index) ?? copy(item, changes));
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, changed?.get(key) ?? copy(child, changes)]),
  );
}
