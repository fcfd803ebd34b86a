import type { Site } from "./site-model.js";

/** Remembers what a function of the site and a key gives, for as long as the site is in use: many pages ask the same. */
export function memoBySite<T>(compute: (site: Site, key: string) => T): (site: Site, key: string) => T {
  const caches = new WeakMap<Site, Map<string, T>>();
  return (site, key) => {
    const cache = caches.get(site) ?? new Map<string, T>();
    caches.set(site, cache);
    const known = cache.get(key);
    if (known !== undefined) return known;
    const value = compute(site, key);
    cache.set(key, value);
    return value;
  };
}
