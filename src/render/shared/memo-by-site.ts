import { memoize } from "../../util/memoize.js";
import type { Site } from "./site-model.js";

/** Keeps what a function of the site and a key gives, as long as the site is in use: many pages ask the same. */
export function memoBySite<T>(compute: (site: Site, key: string) => T): (site: Site, key: string) => T {
  const resultsOf = memoize((_: Site) => new Map<string, { result: T }>());
  return (site, key) => {
    const results = resultsOf(site);
    const kept = results.get(key) ?? { result: compute(site, key) };
    results.set(key, kept);
    return kept.result;
  };
}
