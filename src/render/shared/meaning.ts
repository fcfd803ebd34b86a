import { CATALOG_KINDS, type Kind } from "../../model/kinds.js";
import { memoize } from "../../util/memoize.js";
import { sentencesOf } from "../../util/sentences.js";
import type { Site } from "./site-model.js";

/**
 * What an entry of a catalog means, in a sentence: what an invariant states, a contract promises, an objective asks, else how the
 * catalog describes it. Null for one that the catalog does not have.
 */
export function meaningOf({ graph }: Site, kind: Kind, id: string): string | null {
  return meanings(graph.collection).get(`${kind}:${id}`) ?? null;
}

interface Entry {
  id: string;
  description?: string;
  statement?: string;
  promise?: string;
  question?: string;
}

const meanings = memoize(({ catalogs }: Site["graph"]["collection"]): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  const add = (name: string, { statement, promise, question, description }: Entry) => {
    const meaning = statement ?? promise ?? question ?? sentencesOf(description ?? "")[0] ?? "";
    if (meaning !== "") found.set(name, meaning);
  };
  for (const { kind, property, nested } of CATALOG_KINDS)
    for (const entry of catalogs[property] as readonly Entry[]) {
      add(`${kind}:${entry.id}`, entry);
      if (nested === undefined) continue;
      const inner = (entry as unknown as Record<string, readonly Entry[]>)[nested.list] ?? [];
      for (const one of inner) add(`${nested.kind}:${entry.id}/${one.id}`, one);
    }
  return found;
});
