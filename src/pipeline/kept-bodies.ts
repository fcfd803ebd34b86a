import type { Cache } from "../cache/cache.js";
import type { BodyMemo, BodyParts } from "../parse/lazy-markdown.js";

const CACHE_KIND = "bodies";

/** What earlier runs found in the body of a document. @param hash of its bytes */
export function bodyIn(cache: Cache, hash: string): BodyMemo {
  return {
    get: () => {
      const value = cache.get(CACHE_KIND, hash);
      return value && readParts(value);
    },
    put: ({ links, containerFaults }) =>
      cache.put(CACHE_KIND, hash, Buffer.from(JSON.stringify([links, containerFaults]))),
  };
}

/** Anybody may have written what a cache holds. */
function readParts(value: Uint8Array): BodyParts | undefined {
  try {
    const [links, containerFaults] = JSON.parse(Buffer.from(value).toString("utf8")) as [unknown, unknown];
    return isListOf(links, { type: "string", url: "string", place: "object" }) &&
      isListOf(containerFaults, { start: "number", end: "number", message: "string", hint: "string" })
      ? ({ links, containerFaults, problems: [] } as unknown as BodyParts)
      : undefined;
  } catch {
    return undefined;
  }
}

function isListOf(value: unknown, fields: Readonly<Record<string, string>>): boolean {
  const isOne = (item: unknown) =>
    typeof item === "object" &&
    item !== null &&
    Object.entries(fields).every(([name, type]) => {
      const field = (item as Record<string, unknown>)[name];
      return typeof field === type && field !== null;
    });
  return Array.isArray(value) && value.every(isOne);
}
