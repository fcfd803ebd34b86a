import { CATALOG_LISTS, type Entry, entriesOf } from "../../ids/build-index.js";
import type { IdType } from "../../ids/id-index.js";
import { catalogReferencesOf, containersOf, referencesOf } from "../../ids/references.js";
import { defineRule, filesOf, type RuleContext } from "../../rule.js";

/** What a collection adds itself. The rest comes with the default model, used or not. */
const OWN: readonly IdType[] = ["invariant", "contract", "policy", "service"];

/** Every entry that a collection adds to its catalogs is used. */
export const orphanEntry = defineRule({
  id: "orphan-entry",
  severity: "info",
  *check(context) {
    const lists = CATALOG_LISTS.filter(({ type }) => OWN.includes(type));
    const catalogs = filesOf(context).filter(({ parsed }) => parsed.file.role === "catalog");
    // To look for what is used is to look at everything.
    const used = catalogs.length > 0 ? usedIn(context) : undefined;
    if (used === undefined) return;
    for (const { parsed, schema } of catalogs) {
      const { file, path, places } = parsed;
      for (const { key, type } of lists.filter(({ catalog }) => file.role === "catalog" && file.name === catalog)) {
        for (const entry of entriesOf(schema.data, key)) {
          if (used.has(`${type} ${entry.id}`) || used.has(entry.id) || hasPaths(entry)) continue;
          yield {
            file: path,
            place: places.value(entry, "id"),
            message: `Unused ${type} ${JSON.stringify(entry.id)}`,
            hint: "Refer to it where it applies, or remove it",
          };
        }
      }
    }
  },
});

/** A service with paths is of use to `recall`, even if nothing has ever happened to it. */
function hasPaths(entry: Entry): boolean {
  return Array.isArray((entry as { paths?: unknown }).paths);
}

/**
 * What anything refers to, as `type id`, and any text of files with faults, where a reference may be in what is wrong.
 * @returns undefined where a file could not be read, and so may refer to anything
 */
function usedIn({ collection, files }: RuleContext): Set<string> | undefined {
  const used = new Set<string>();
  for (const file of files) {
    const { parsed, schema } = file;
    const { role } = parsed.file;
    if (role !== "postmortem" && role !== "drill" && role !== "catalog") continue;
    if (parsed.data === undefined) return undefined;
    if (schema.faults.length > 0) for (const text of textsOf(parsed.data)) used.add(text.replace(/^\w+:/, ""));
    for (const { type, id } of catalogReferencesOf(file, collection.config)) used.add(`${type} ${id}`);
  }
  for (const document of [...collection.postmortems, ...collection.drills])
    for (const { type, id } of referencesOf(document, collection.config)) used.add(`${type} ${id}`);
  return used;
}

function* textsOf(data: unknown): Iterable<string> {
  for (const container of containersOf(data))
    for (const value of Object.values(container)) if (typeof value === "string") yield value;
}
