import { type Cache, cacheKey } from "../cache/cache.js";
import type { YamlMemo } from "../parse/fast-yaml.js";

/** The YAML of earlier runs as JSON, which is read much faster. */
export function yamlMemo(cache: Cache): YamlMemo {
  return (text, read) => {
    const key = cacheKey(text);
    const value = cache.get("yaml", key);
    if (value !== undefined)
      return withoutPrototypes(JSON.parse(Buffer.from(value.buffer, value.byteOffset, value.length).toString("utf8")));
    const data = read();
    if (isSameAsJson(data)) cache.put("yaml", key, Buffer.from(JSON.stringify(data)));
    return data;
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
  if (Array.isArray(data)) {
    for (const item of data) withoutPrototypes(item);
    return data;
  }
  Object.setPrototypeOf(data, null);
  for (const key in data) withoutPrototypes((data as Record<string, unknown>)[key]);
  return data;
}
