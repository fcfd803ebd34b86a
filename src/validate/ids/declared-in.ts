import { CATALOG_KINDS, CONFIG_KINDS, type Kind, localEntriesOf } from "../../model/kinds.js";
import { type FileRole, isDocument } from "../../model/raw-file.js";
import { memoize } from "../../util/memoize.js";

/** An entry of a list that has an id, whatever else is right or wrong with it. */
export interface Entry {
  id: string;
}

/** An entry as its file declares it. */
export interface DeclaredEntry {
  kind: Kind;
  /** As references write it: for entries inside another with that one's id in front. */
  id: string;
  entry: Entry;
  /** The entry that it is inside of; null at the top of a list. */
  parent: Entry | null;
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

/** Every entry with an id in the data of a file: of a catalog, of `inquest.yaml`, or of a document for that document. */
export function declaredIn(file: FileRole, data: unknown): readonly DeclaredEntry[] {
  return typeof data === "object" && data !== null ? entriesIn(data, file) : [];
}

const entriesIn = memoize((data: object, file: FileRole): readonly DeclaredEntry[] => {
  if (isDocument(file))
    return localEntriesOf(data).map(({ kind, entry }) => ({ kind, id: entry.id, entry, parent: null }));
  return listsOf(file).flatMap(({ kind, list, nested }) =>
    entriesOf(data, list).flatMap((entry): DeclaredEntry[] => [
      { kind, id: entry.id, entry, parent: null },
      ...(nested
        ? entriesOf(entry, nested.list).map((inner) => ({
            kind: nested.kind,
            id: `${entry.id}/${inner.id}`,
            entry: inner,
            parent: entry,
          }))
        : []),
    ]),
  );
});

/** The kinds of which a file declares something that cannot be read: all of them, a list that is none, an entry without an id. */
export function unreadKinds(file: FileRole, data: unknown): Kind[] {
  return listsOf(file).flatMap(({ kind, list, nested }): Kind[] => {
    const outer = isListWithIds(data, list);
    const isNestedRead =
      !nested || (outer && entriesOf(data, list).every((entry) => isListWithIds(entry, nested.list)));
    return [...(outer ? [] : [kind]), ...(nested && !isNestedRead ? [nested.kind] : [])];
  });
}

/** Whether nothing is missing in a list: one that is absent has nothing. */
function isListWithIds(holder: unknown, key: string): boolean {
  if (typeof holder !== "object" || holder === null || Array.isArray(holder)) return false;
  const list: unknown = (holder as Record<string, unknown>)[key];
  return list === undefined || (Array.isArray(list) && list.every(isEntry));
}

interface DeclaringList {
  kind: Kind;
  list: string;
  nested?: { kind: Kind; list: string } | undefined;
}

function listsOf(file: FileRole): readonly DeclaringList[] {
  switch (file.role) {
    case "catalog":
      return CATALOG_KINDS.filter(({ catalog }) => catalog === file.name);
    case "config":
      return CONFIG_KINDS;
    default:
      return [];
  }
}
