import { hash } from "node:crypto";
import type { Cache } from "../cache/cache.js";
import type { FrontMatter, FrontMatterMemo } from "../parse/parse-file.js";
import { bodyIn } from "./kept-bodies.js";

const CACHE_KIND = "frontmatter";

/** The front matter that earlier runs read, as JSON, which is read much faster than YAML, and what they found in bodies. */
export function frontMatterIn(cache: Cache): FrontMatterMemo {
  return {
    hash: (bytes) => hash("sha256", bytes),
    get: (key) => {
      const value = cache.get(CACHE_KIND, key);
      return value && readFrontMatter(value);
    },
    put: (key, { data, start, end, bodyStart }) => {
      if (isSameAsJson(data)) cache.put(CACHE_KIND, key, Buffer.from(JSON.stringify([start, end, bodyStart, data])));
    },
    body: (hash) => bodyIn(cache, hash),
  };
}

function readFrontMatter(value: Uint8Array): FrontMatter | undefined {
  try {
    const text = Buffer.from(value.buffer, value.byteOffset, value.length).toString("utf8");
    const [start, end, bodyStart, data] = JSON.parse(text) as [number, number, number, unknown];
    return [start, end, bodyStart].every(Number.isInteger)
      ? { data: withoutPrototypes(data), start, end, bodyStart }
      : undefined;
  } catch {
    return undefined;
  }
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
