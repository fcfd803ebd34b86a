import type { Changes } from "../model/changes.js";
import type { AnyDocument, Collection } from "../model/collection.js";
import type { Diagnostic } from "../model/diagnostic.js";
import { type Place, starts } from "../model/place.js";
import { catalogRoleOf, type FileRole } from "../model/raw-file.js";
import type { ParsedFile } from "../parse/parse-file.js";
import type { CheckedFile } from "./checked-file.js";
import { type DeclaredEntry, declaredIn, type Entry } from "./ids/declared-in.js";
import { catalogReferencesOf, type Reference, referencesOf } from "./ids/references.js";

/** Selects the diagnostics of a run: for each file all of them, or those that start in certain entries. */
export class Selection {
  readonly #files: ReadonlyMap<string, "all" | readonly Place[]>;

  constructor(files: ReadonlyMap<string, "all" | readonly Place[]>) {
    this.#files = files;
  }

  /** Whether anything of a file is selected. */
  hasFile(path: string): boolean {
    return this.#files.has(path);
  }

  has(diagnostic: Diagnostic): boolean {
    const selected = this.#files.get(diagnostic.file);
    return selected === "all" || selected?.some((place) => starts(diagnostic, place)) === true;
  }
}

/**
 * Selects what changes affect: changed documents, changed catalog entries, everything that refers to a changed or removed
 * entry or to a removed document, and documents whose evidence changed. A change of `inquest.yaml` selects everything.
 * @returns null if everything is selected
 */
export function selectionOf(
  changes: Changes,
  files: readonly CheckedFile[],
  { config, postmortems, drills }: Collection,
): Selection | null {
  if (changes.changed.has("inquest.yaml")) return null;
  const selected = new Map<string, "all" | Place[]>();
  const add = (path: string, place: Place) => {
    const places = selected.get(path) ?? [];
    if (places !== "all") selected.set(path, [...places, place]);
  };
  const touched = new Set([...changes.deleted].flatMap(referenceToDocument));
  for (const path of changes.deleted) {
    // A problem about a removed file is reported at that file.
    if (/^(?:incidents|drills)\//.test(path)) selected.set(path, "all");
    const role = catalogRoleOf(path);
    if (role) changedEntries(role, undefined, changes.before.get(path), touched);
  }
  for (const { parsed } of files) {
    const { file, path } = parsed;
    if (!changes.changed.has(path)) continue;
    if (file.role !== "catalog" || parsed.data === undefined) selected.set(path, "all");
    else
      for (const entry of changedEntries(file, parsed.data, changes.before.get(path), touched))
        add(path, parsed.places.whole(entry));
  }
  const withEvidence = new Set(
    [...changes.changed, ...changes.deleted].map((path) => /^evidence\/([^/]+)\//.exec(path)?.[1]),
  );
  for (const document of [...postmortems, ...drills])
    if (withEvidence.has(document.id) || refersTo(touched, document, config)) selected.set(document.source.path, "all");
  for (const file of files) {
    for (const reference of catalogReferencesOf(file, config)) {
      if (!touched.has(keyOf(reference))) continue;
      const entry = entryAt(file.parsed, reference.place);
      if (entry) add(file.parsed.path, file.parsed.places.whole(entry));
    }
  }
  return new Selection(selected);
}

const keyOf = ({ kind, id }: Pick<Reference, "kind" | "id">) => `${kind} ${id}`;

function refersTo(touched: ReadonlySet<string>, document: AnyDocument, config: Collection["config"]): boolean {
  if (touched.size === 0) return false;
  for (const reference of referencesOf(document, config)) if (touched.has(keyOf(reference))) return true;
  return false;
}

/** The references that a removed postmortem or drill leaves dangling. */
function referenceToDocument(path: string): string[] {
  const id = /([^/]+)\.md$/.exec(path)?.[1];
  if (id === undefined) return [];
  return path.startsWith("drills/") ? [`drill ${id}`] : path.startsWith("incidents/") ? [`incident ${id}`] : [];
}

/** The new or changed entries of a catalog; adds the references to them and to removed ones to `touched`. */
function changedEntries(file: FileRole, data: unknown, before: unknown, touched: Set<string>): Entry[] {
  const now = byKey(file, data);
  const then = byKey(file, before);
  const different = new Set(
    [...now.keys(), ...then.keys()].filter(
      (key) => JSON.stringify(now.get(key)?.entry) !== JSON.stringify(then.get(key)?.entry),
    ),
  );
  for (const key of different) touched.add(key);
  return [...now].flatMap(([key, { entry, parent }]) => (parent === null && different.has(key) ? entry : []));
}

function byKey(file: FileRole, data: unknown): Map<string, DeclaredEntry> {
  return new Map(declaredIn(file, data).map((one) => [keyOf(one), one]));
}

/** The entry of a catalog that a place is in. */
function entryAt({ file, data, places }: ParsedFile, place: Place): Entry | undefined {
  return declaredIn(file, data).find(({ entry, parent }) => parent === null && starts(place, places.whole(entry)))
    ?.entry;
}
