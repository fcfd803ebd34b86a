import { memoize } from "../../util/memoize.js";
import type { Site } from "./site-model.js";

/** Caches a function of the site and a key while the site is in use. */
export function memoBySite<T>(compute: (site: Site, key: string) => T): (site: Site, key: string) => T {
  const resultsOf = memoize((_: Site) => new Map<string, { result: T }>());
  return (site, key) => {
    const results = resultsOf(site);
    const kept = results.get(key) ?? { result: compute(site, key) };
    results.set(key, kept);
    return kept.result;
  };
}
