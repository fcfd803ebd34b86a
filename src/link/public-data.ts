/** The lists whose entries can be referred to within a document, by the type that a reference gives them. */
const LOCAL_LISTS = {
  evidence: "evidence",
  source: "sources",
  missing: "missing_evidence",
  action: "actions",
  finding: "findings",
} as const;

/** The types of thing that an entry of a list is about, by the field that names it. Without it the entry says nothing. */
const ENTRY_FIELDS: Readonly<Record<string, string>> = {
  invariant: "invariant",
  contract: "contract",
  kind: "kind",
  service: "service",
  incident: "incident",
  drill: "drill",
  policy: "policy",
  objective: "objective",
  step: "step",
};

/** The same for lists of bare ids. */
const ID_LISTS: Readonly<Record<string, string>> = {
  services: "service",
  steps: "step",
  kinds: "kind",
  policies: "policy",
  objectives: "objective",
};

/** What the public does not see: ids by type. */
export type Gone = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The data of a public document or catalog entry without entries that say they are internal, and without what refers
 * to those or to anything else that goes. A list that loses all of its entries goes too.
 * @param gone the documents and catalog entries that the public does not see
 */
export function publicData<Data extends object>(data: Data, gone: Gone): Data {
  return cleaned(data, new Map([...gone, ...goneFrom(data)])) as Data;
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
    const kept = value
      .filter((item) => !isInternal(item) && !isAboutGone(item, gone))
      .map((item) => cleaned(item, gone));
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

/** Whether an entry of a list is about something that goes. */
function isAboutGone(entry: unknown, gone: Gone): boolean {
  if (typeof entry !== "object" || entry === null) return false;
  return Object.entries(entry).some(
    ([key, id]) => Object.hasOwn(ENTRY_FIELDS, key) && has(gone, ENTRY_FIELDS[key] ?? "", id),
  );
}

function has(gone: Gone, type: string, id: unknown): boolean {
  return typeof id === "string" && gone.get(type)?.has(id) === true;
}

/** Whether a reference with its type, such as `drill:2026-05-20-policy-lag`, is to something that goes. */
function isGoneReference(gone: Gone, reference: unknown): boolean {
  const text = String(reference);
  const colon = text.indexOf(":");
  return has(gone, text.slice(0, colon), text.slice(colon + 1));
}

/** The value of a key that may hold references, without those to what goes. */
function withoutReferences(key: string, value: unknown, gone: Gone): unknown {
  // Elsewhere `gap` is a sentence, and no sentence is an id.
  if (key === "gap") return has(gone, "missing", value) ? undefined : value;
  if (key === "scenario") return has(gone, "scenario", value) ? undefined : value;
  if (key === "proven_by") return isGoneReference(gone, value) ? undefined : value;
  if (!Array.isArray(value)) return value;
  const filter = (drop: (item: unknown) => boolean) => (value.some(drop) ? value.filter((item) => !drop(item)) : value);
  if (key === "cites") return filter((id) => has(gone, "evidence", id) || has(gone, "source", id));
  if (key === "addresses" || key === "same") return filter((reference) => isGoneReference(gone, reference));
  const type = Object.hasOwn(ID_LISTS, key) ? ID_LISTS[key] : undefined;
  return type === undefined ? value : filter((id) => has(gone, type, id));
}
