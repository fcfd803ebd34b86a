import { type Cache, cacheKey } from "../cache/cache.js";
import type { HiddenMemo } from "../redact/hidden-words.js";

const CACHE_KIND = "hidden";

/** The hidden texts that earlier runs found in documents. */
export function hiddenTextsIn(cache: Cache): HiddenMemo {
  return (scope) => {
    const scopeKey = cacheKey(scope);
    return (key, find) => {
      if (key === null) return find();
      const place = cacheKey(scopeKey, key);
      const kept = cache.get(CACHE_KIND, place);
      const known = kept && readTexts(kept);
      if (known !== undefined) return known;
      const found = [...find()];
      cache.put(CACHE_KIND, place, Buffer.from(found.length === 0 ? "" : JSON.stringify(found)));
      return found;
    };
  };
}

/** Anybody may have written what a cache holds. Most documents have none, for which nothing is written. */
function readTexts(value: Uint8Array): string[] | undefined {
  if (value.length === 0) return [];
  try {
    const texts: unknown = JSON.parse(Buffer.from(value).toString("utf8"));
    return Array.isArray(texts) && texts.every((text) => typeof text === "string") ? texts : undefined;
  } catch {
    return undefined;
  }
}
