import { type AnyDocument, type Collection, visibilityOf } from "../model/collection.js";
import type { ConfigData, Visibility } from "../model/schema-types.js";
import { publicBody } from "./public-body.js";
import { publicData } from "./public-data.js";

/**
 * What an audience may see of a collection. The public sees published documents that are public, without their internal
 * entries and `:::internal` blocks; what is dropped is dropped before links and measures are made. What needs no change
 * is not copied.
 */
export function forAudience(collection: Collection, audience: Visibility): Collection {
  if (audience === "internal") return collection;
  const { config, catalogs } = collection;
  const entries = <T extends { visibility?: Visibility }>(list: readonly T[]): T[] =>
    list.filter((entry) => isPublic(entry, config));
  return {
    config,
    catalogs: {
      classes: entries(catalogs.classes).map((each) => ({
        ...each,
        kinds: each.kinds.filter((kind) => visibilityOf(kind, "public") === "public"),
      })),
      degradationClasses: entries(catalogs.degradationClasses),
      policies: entries(catalogs.policies),
      objectives: entries(catalogs.objectives),
      steps: entries(catalogs.steps),
      invariants: entries(catalogs.invariants),
      contracts: entries(catalogs.contracts),
      scenarios: entries(catalogs.scenarios),
      services: entries(catalogs.services),
    },
    postmortems: publicDocuments(collection.postmortems, config),
    drills: publicDocuments(collection.drills, config),
  };
}

function publicDocuments<T extends AnyDocument>(documents: readonly T[], config: ConfigData): T[] {
  return documents
    .filter((document) => document.data.status === "published" && isPublic(document.data, config))
    .map((document) => {
      const data = publicData(document.data);
      const body = publicBody(document.body);
      return data === document.data && body === document.body ? document : { ...document, data, body };
    });
}

function isPublic(entry: { visibility?: Visibility }, config: ConfigData): boolean {
  return visibilityOf(entry, config.visibility) === "public";
}
