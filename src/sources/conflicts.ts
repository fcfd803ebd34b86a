import { isDeepStrictEqual } from "node:util";
import { KINDS } from "../model/kinds.js";
import type { SourceEntry } from "../model/source-ids.js";

/** More of one repository are counted. */
const MAX_NAMED = 5;

/**
 * The ids of catalogs that repositories define differently, a sentence each with both places. Such entries stay apart, but a
 * reader who knows one does not find the other.
 * @param all the entries of each repository, the collection's own first, with an empty name
 */
export function conflictsOf(all: readonly { name: string; entries: readonly SourceEntry[] }[]): string[] {
  const first = new Map<string, { name: string; entry: SourceEntry }>();
  return all.flatMap(({ name, entries }) => {
    const found: string[] = [];
    for (const entry of entries) {
      const key = `${entry.kind}:${entry.id}`;
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, { name, entry });
      else if (!isDeepStrictEqual(wording(earlier.entry.entry), wording(entry.entry)))
        found.push(
          `${KINDS[entry.kind].singular} ${JSON.stringify(entry.id)} is defined differently in ${placeOf(earlier.name, earlier.entry)} and ${placeOf(name, entry)}: the two stay apart`,
        );
    }
    const more = found.length - MAX_NAMED;
    return more > 0 ? [...found.slice(0, MAX_NAMED), `${more} more ids are defined differently in @${name}`] : found;
  });
}

function placeOf(name: string, { path, line }: SourceEntry): string {
  return `${name === "" ? "" : `@${name}/`}${path}:${line}`;
}

/** What an entry says. Who may see it, its older names and what checks it are each repository's own. */
export function wording(entry: object): object {
  const { visibility: _, aliases: __, checked_by: ___, ...rest } = entry as Record<string, unknown>;
  return rest;
}
