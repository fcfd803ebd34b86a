import { KINDS } from "../../../model/kinds.js";
import { containersOf } from "../../../model/mentions.js";
import { originOf } from "../../../model/policy-origin.js";
import type { DegradationPolicy } from "../../../model/schema-types.js";
import { declaredIn, type Entry } from "../../ids/declared-in.js";
import { catalogReferencesOf } from "../../ids/references.js";
import { defineRule, filesOf, type RuleContext } from "../../rule.js";

/** Every entry that a collection adds to its catalogs is used. */
export const orphanEntry = defineRule({
  id: "orphan-entry",
  severity: "info",
  settings: ["account"],
  across: true,
  *check(context) {
    const catalogs = filesOf(context).filter(({ parsed }) => parsed.file.role === "catalog");
    // To look for what is used is to look at everything.
    const used = catalogs.length > 0 ? usedIn(context) : undefined;
    if (used === undefined) return;
    for (const { parsed, schema } of catalogs) {
      const { file, path, places } = parsed;
      for (const { kind, id, entry } of declaredIn(file, schema.data)) {
        const { ownEntries, singular } = KINDS[kind];
        if (!ownEntries || used.has(`${kind} ${id}`) || used.has(id) || hasPaths(entry)) continue;
        if (kind === "policy" && originOf(entry as unknown as DegradationPolicy, context.collection.config) !== "own")
          continue;
        yield {
          file: path,
          place: places.value(entry, "id"),
          message: `Unused ${singular} ${JSON.stringify(id)}`,
          hint: "Refer to it where it applies, or remove it",
        };
      }
    }
  },
});

/** A service with paths is of use to `recall`, even if nothing has ever happened to it. */
function hasPaths(entry: Entry): boolean {
  return Array.isArray((entry as { paths?: unknown }).paths);
}

/**
 * What anything refers to, as `kind id`, and any text of files with faults, where a reference may be in what is wrong.
 * @returns undefined where a file could not be read, and so may refer to anything
 */
function usedIn({ collection, files, documents, referencesOf }: RuleContext): Set<string> | undefined {
  const used = new Set<string>();
  for (const file of files) {
    const { parsed, schema } = file;
    const { role } = parsed.file;
    if (role !== "postmortem" && role !== "drill" && role !== "catalog") continue;
    if (parsed.data === undefined) return undefined;
    if (schema.faults.length > 0) for (const text of textsOf(parsed.data)) used.add(text.replace(/^\w+:/, ""));
    for (const { kind, id } of catalogReferencesOf(file, collection.config)) used.add(`${kind} ${id}`);
  }
  for (const document of documents.values()) for (const reference of referencesOf(document)) used.add(reference);
  return used;
}

function* textsOf(data: unknown): Iterable<string> {
  for (const container of containersOf(data))
    for (const value of Object.values(container)) if (typeof value === "string") yield value;
}
