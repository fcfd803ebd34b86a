import type { Nodes, Parent, Root } from "mdast";
import { type AnyDocument, type Body, type Collection, visibilityOf } from "../model/collection.js";
import type { ConfigData, Visibility } from "../model/schema-types.js";

/**
 * What an audience may see of a collection. The public sees published documents that are public, without their internal
 * entries and `:::internal` blocks; everything that is dropped is dropped before links and measures are made.
 */
export function forAudience(collection: Collection, audience: Visibility): Collection {
  if (audience === "internal") return collection;
  const { config, catalogs } = collection;
  const shown = <T extends AnyDocument>(documents: readonly T[]): T[] =>
    documents.filter((document) => document.data.status === "published" && isPublic(document.data, config)).map((document) => ({ ...document, data: withoutInternal(document.data), body: publicBody(document.body) }));
  const entries = <T extends { visibility?: Visibility }>(list: readonly T[]): T[] => list.filter((entry) => isPublic(entry, config)).map(withoutInternal);
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
    },
    postmortems: shown(collection.postmortems),
    drills: shown(collection.drills),
  };
}

function isPublic(entry: { visibility?: Visibility }, config: ConfigData): boolean {
  return visibilityOf(entry, config.visibility) === "public";
}

/** A copy without the list entries that say they are internal. */
function withoutInternal<T>(value: T): T {
  if (Array.isArray(value)) return value.filter((item) => (item as { visibility?: string } | null)?.visibility !== "internal").map(withoutInternal) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutInternal(item)])) as T;
}

function publicBody(body: Body): Body {
  return { ...body, tree: withoutInternalBlocks(body.tree) };
}

function withoutInternalBlocks<T extends Root | Parent>(parent: T): T {
  const children = (parent.children as Nodes[]).filter((node) => !(node.type === "containerDirective" && node.name === "internal")).map((node) => ("children" in node ? withoutInternalBlocks(node as Parent) : node));
  return { ...parent, children } as T;
}
