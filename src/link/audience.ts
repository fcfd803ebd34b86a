import { type AnyDocument, type Collection, visibilityOf } from "../model/collection.js";
import type { ConfigData, Visibility } from "../model/schema-types.js";
import { publicBody } from "./public-body.js";
import { type Gone, publicData } from "./public-data.js";

/**
 * What an audience may see of a collection. The public sees published documents that are public, without their internal
 * entries and `:::internal` blocks; what is dropped is dropped before links and measures are made. What needs no change
 * is not copied.
 */
export function forAudience(collection: Collection, audience: Visibility): Collection {
  if (audience === "internal") return collection;
  const gone = goneFrom(collection);
  const { config, catalogs } = collection;
  const entries = <T extends { visibility?: Visibility }>(list: readonly T[]): T[] =>
    list.filter((entry) => isPublic(entry, config)).map((entry) => publicData(entry, gone));
  return {
    config,
    catalogs: {
      classes: entries(catalogs.classes),
      degradationClasses: entries(catalogs.degradationClasses),
      policies: entries(catalogs.policies),
      objectives: entries(catalogs.objectives),
      steps: entries(catalogs.steps),
      invariants: entries(catalogs.invariants),
      contracts: entries(catalogs.contracts),
      scenarios: entries(catalogs.scenarios),
      services: entries(catalogs.services),
      themes: entries(catalogs.themes),
    },
    postmortems: publicDocuments(collection.postmortems, config, gone),
    drills: publicDocuments(collection.drills, config, gone),
    about: collection.about && { ...collection.about, body: publicBody(collection.about.body) },
  };
}

/** The documents and catalog entries that the public does not see. */
function goneFrom({ config, catalogs, postmortems, drills }: Collection): Gone {
  const internal = (list: readonly { id: string; visibility?: Visibility }[]) =>
    new Set(list.filter((entry) => !isPublic(entry, config)).map(({ id }) => id));
  const unseen = (documents: readonly AnyDocument[]) =>
    new Set(documents.filter((document) => !isSeen(document, config)).map(({ id }) => id));
  const kinds = catalogs.classes.flatMap((each) =>
    each.kinds
      .filter((kind) => !isPublic(each, config) || visibilityOf(kind, "public") !== "public")
      .map((kind) => `${each.id}/${kind.id}`),
  );
  return new Map([
    ["kind", new Set(kinds)],
    ["policy", internal(catalogs.policies)],
    ["objective", internal(catalogs.objectives)],
    ["step", internal(catalogs.steps)],
    ["invariant", internal(catalogs.invariants)],
    ["contract", internal(catalogs.contracts)],
    ["scenario", internal(catalogs.scenarios)],
    ["service", internal(catalogs.services)],
    ["theme", internal(catalogs.themes)],
    ["incident", unseen(postmortems)],
    ["drill", unseen(drills)],
  ]);
}

function publicDocuments<T extends AnyDocument>(documents: readonly T[], config: ConfigData, gone: Gone): T[] {
  return documents
    .filter((document) => isSeen(document, config))
    .map((document) => {
      const data = publicData(document.data, gone);
      const body = publicBody(document.body);
      return data === document.data && body === document.body ? document : { ...document, data, body };
    });
}

function isSeen({ data }: AnyDocument, config: ConfigData): boolean {
  return data.status === "published" && isPublic(data, config);
}

function isPublic(entry: { visibility?: Visibility }, config: ConfigData): boolean {
  return visibilityOf(entry, config.visibility) === "public";
}
