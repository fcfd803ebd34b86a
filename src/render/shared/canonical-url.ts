import type { Site } from "./site-model.js";

/** The address under which a file of the site is published, without `index.html`; null where the site has no address. */
export function canonicalUrl({ baseUrl }: Pick<Site, "baseUrl">, path: string): string | null {
  return baseUrl === null ? null : new URL(path.replace(/(^|\/)index\.html(?=#|$)/, "$1"), baseUrl).href;
}
