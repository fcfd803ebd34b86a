import type { Site } from "./site-model.js";

/** What every data file says of itself. */
export function builtFrom(site: Site, schema: string) {
  return {
    $schema: `urn:inquest:schema:1:data-${schema}`,
    version: 1,
    title: site.graph.collection.config.title,
    audience: site.audience,
    /** The day that counted as today. */
    as_of: site.now,
    commit: site.commit?.hash ?? null,
    inquest: site.version,
  };
}
