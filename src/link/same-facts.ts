import { isDeepStrictEqual } from "node:util";
import type { AnyDocument, Collection } from "../model/collection.js";

/**
 * A collection that differs from an earlier one in the bodies of documents alone, with the data of the earlier one, so
 * that what was made of these still holds; null where anything else differs. Nothing of a graph comes from a body.
 */
export function withFactsOf(before: Collection, after: Collection): Collection | null {
  const same = isDeepStrictEqual(before.config, after.config) && isDeepStrictEqual(before.catalogs, after.catalogs);
  const postmortems = same ? documents(before.postmortems, after.postmortems) : null;
  const drills = postmortems && documents(before.drills, after.drills);
  return postmortems && drills && { ...after, config: before.config, catalogs: before.catalogs, postmortems, drills };
}

function documents<T extends AnyDocument>(before: readonly T[], after: readonly T[]): T[] | null {
  if (before.length !== after.length) return null;
  const kept: T[] = [];
  for (const [at, old] of before.entries()) {
    const now = after[at];
    if (now === undefined || now.id !== old.id || now.source.path !== old.source.path) return null;
    if (!isDeepStrictEqual(now.data, old.data)) return null;
    kept.push(now.data === old.data ? now : { ...now, data: old.data, places: old.places });
  }
  return kept;
}
