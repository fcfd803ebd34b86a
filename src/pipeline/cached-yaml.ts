import { type Cache, cacheKey } from "../cache/cache.js";
import type { YamlMemo } from "../parse/fast-yaml.js";

/** The YAML of earlier runs as JSON, which is read much faster. */
export function yamlMemo(cache: Cache): YamlMemo {
  const known = new Set<string>();
  return {
    get: (text) => {
      const key = cacheKey(text);
      const value = cache.get("yaml", key);
      if (value === undefined) return undefined;
      known.add(key);
      return withoutPrototypes(JSON.parse(Buffer.from(value.buffer, value.byteOffset, value.length).toString("utf8")));
    },
    put: (text, data) => {
      const key = cacheKey(text);
      if (!known.has(key) && isSameAsJson(data)) cache.put("yaml", key, Buffer.from(JSON.stringify(data)));
    },
  };
}

/** Whether data is the same after a way through JSON, which has no infinite numbers and no negative zero. */
function isSameAsJson(data: unknown): boolean {
  if (typeof data === "number") return Number.isFinite(data) && !Object.is(data, -0);
  if (typeof data !== "object" || data === null) return data !== undefined;
  return Object.values(data).every(isSameAsJson);
}

/** Takes the prototypes of objects away, which the parser gives none. */
function withoutPrototypes(data: unknown): unknown {
  if (typeof data !== "object" || data === null) return data;
  for (const item of Object.values(data)) withoutPrototypes(item);
  if (!Array.isArray(data)) Object.setPrototypeOf(data, null);
  return data;
}
