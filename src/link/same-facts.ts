import { isDeepStrictEqual } from "node:util";
import type { AnyDocument, Collection } from "../model/collection.js";

/**
 * A collection with the config, catalogs and data of an earlier one where they say the same, so that what was made of these
 * still holds, and whether it differs in the bodies of documents alone. Nothing of a graph comes from a body.
 */
export function withFactsOf(before: Collection, after: Collection): { collection: Collection; isSame: boolean } {
  const config = isDeepStrictEqual(before.config, after.config) ? before.config : after.config;
  const catalogs = isDeepStrictEqual(before.catalogs, after.catalogs) ? before.catalogs : after.catalogs;
  const postmortems = documents(before.postmortems, after.postmortems);
  const drills = documents(before.drills, after.drills);
  const isSame = config === before.config && catalogs === before.catalogs && postmortems.areSame && drills.areSame;
  return { collection: { ...after, config, catalogs, postmortems: postmortems.kept, drills: drills.kept }, isSame };
}

function documents<T extends AnyDocument>(before: readonly T[], after: readonly T[]): { kept: T[]; areSame: boolean } {
  const earlier = new Map(before.map((one) => [one.source.path, one]));
  let same = 0;
  const kept = after.map((now, at) => {
    const old = earlier.get(now.source.path);
    if (old === undefined || now.id !== old.id || !isDeepStrictEqual(now.data, old.data)) return now;
    if (before[at] === old) same++;
    return now.data === old.data ? now : { ...now, data: old.data, places: old.places };
  });
  return { kept, areSame: same === before.length && same === after.length };
}
