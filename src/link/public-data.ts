import type { AnyDocument } from "../model/collection.js";

/** The lists whose entries can be referred to within a document, by the type that a reference gives them. */
const LOCAL_LISTS = {
  evidence: "evidence",
  source: "sources",
  missing: "missing_evidence",
  action: "actions",
  finding: "findings",
} as const;

type Gone = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The data of a public document without entries that say they are internal, and without what refers to those within
 * the document. A list that loses all of its entries goes too.
 */
export function publicData<Data extends AnyDocument["data"]>(data: Data): Data {
  return cleaned(data, goneFrom(data)) as Data;
}

/** The ids of the entries that go, by type. */
function goneFrom(data: object): Gone {
  return new Map(
    Object.entries(LOCAL_LISTS).map(([type, name]) => {
      const list: unknown = (data as Record<string, unknown>)[name];
      const ids = (Array.isArray(list) ? list : []).filter(isInternal).map(({ id }: { id?: unknown }) => String(id));
      return [type, new Set(ids)];
    }),
  );
}

function isInternal(value: unknown): boolean {
  return typeof value === "object" && value !== null && "visibility" in value && value.visibility === "internal";
}

/** A copy of a value without what goes, or the value itself where nothing does. */
function cleaned(value: unknown, gone: Gone): unknown {
  if (Array.isArray(value)) {
    const kept = value.filter((item) => !isInternal(item)).map((item) => cleaned(item, gone));
    return kept.length === value.length && kept.every((item, index) => item === value[index]) ? value : kept;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const kept = entries.flatMap(([key, child]): [string, unknown][] => {
    if (isInternal(child)) return [];
    const next = withoutReferences(key, cleaned(child, gone), gone);
    const emptied = Array.isArray(next) && next.length === 0 && next !== child;
    return next === undefined || emptied ? [] : [[key, next]];
  });
  const same = kept.length === entries.length && kept.every(([, child], index) => child === entries[index]?.[1]);
  return same ? value : Object.fromEntries(kept);
}

/** The value of a key that may hold references within the document, without those to entries that go. */
function withoutReferences(key: string, value: unknown, gone: Gone): unknown {
  const isGone = (type: string, id: unknown) => gone.get(type)?.has(String(id)) === true;
  // Elsewhere `gap` is a sentence, and no sentence is an id.
  if (key === "gap") return isGone("missing", value) ? undefined : value;
  if (!Array.isArray(value)) return value;
  const filter = (drop: (item: unknown) => boolean) => (value.some(drop) ? value.filter((item) => !drop(item)) : value);
  if (key === "cites") return filter((id) => isGone("evidence", id) || isGone("source", id));
  if (key !== "addresses" && key !== "same") return value;
  return filter((reference) => {
    const [type = "", id = ""] = String(reference).split(":");
    return isGone(type, id);
  });
}
