import { type Cache, cacheKey } from "../cache/cache.js";
import type { ParsedFile } from "../parse/parse-file.js";
import type { DocumentResult, KnownResults } from "../validate/known-results.js";

/** Keeps the results of documents between runs. */
export function resultsIn(cache: Cache): KnownResults {
  const keyOf = (environment: string, { file, path, source }: ParsedFile, own: string) =>
    cacheKey(environment, file.role, path, own, source.hash ?? source.text);
  return {
    get: (...of) => {
      const value = cache.get("results", keyOf(...of));
      return value && readResult(value);
    },
    put: (environment, file, own, result) =>
      cache.put("results", keyOf(environment, file, own), Buffer.from(JSON.stringify(result))),
  };
}

function readResult(value: Uint8Array): DocumentResult | undefined {
  try {
    const result = JSON.parse(
      Buffer.from(value.buffer, value.byteOffset, value.length).toString("utf8"),
    ) as DocumentResult;
    const { schema, diagnostics, references, links, brokenLinks, text } = result;
    const lists = [schema.faults, schema.missing, diagnostics, references, links, brokenLinks];
    const hasLists = lists.every(Array.isArray);
    return hasLists && (text === null || typeof text === "string") ? result : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the results of documents as long as a program runs that checks again and again. */
export function resultsInMemory(): KnownResults {
  const kept = new Map<string, { environment: string; file: ParsedFile; own: string; result: DocumentResult }>();
  return {
    get: (environment, file, own) => {
      const one = kept.get(file.path);
      const isSame = one?.file === file && one.own === own && one.environment === environment;
      return isSame ? one.result : undefined;
    },
    put: (environment, file, own, result) => kept.set(file.path, { environment, file, own, result }),
  };
}
