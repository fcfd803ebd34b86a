import { type Cache, cacheKey } from "../cache/cache.js";
import type { CountMemo, KeptCounts } from "../recall/similar/term-counts.js";

const CACHE_KIND = "terms";

/** The terms of documents that earlier runs counted. @param language that they are read in */
export function countsIn(cache: Cache, language: string): CountMemo | undefined {
  if (cache.folder === null) return undefined;
  const keyOf = (texts: readonly string[]) => cacheKey(language, ...texts);
  return {
    get: (texts) => {
      const value = cache.get(CACHE_KIND, keyOf(texts));
      return value && readCounts(value);
    },
    // A text of all terms is read faster than a list.
    put: (texts, { terms, counts, stated }) =>
      cache.put(CACHE_KIND, keyOf(texts), Buffer.from(JSON.stringify([terms.join("\n"), counts, stated]))),
  };
}

/** Anybody may have written what a cache holds. */
function readCounts(value: Uint8Array): KeptCounts | undefined {
  try {
    const [text, counts, stated] = JSON.parse(
      Buffer.from(value.buffer, value.byteOffset, value.length).toString("utf8"),
    );
    const terms: string[] = text === "" ? [] : text.split("\n");
    const isCount = (one: unknown) => Number.isInteger(one) && (one as number) > 0;
    const isKnown = counts.length === terms.length && counts.every(isCount) && Number.isInteger(stated);
    return isKnown ? { terms, counts, stated } : undefined;
  } catch {
    return undefined;
  }
}
