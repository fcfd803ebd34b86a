import type { Extent, PostmortemData } from "./schema-types.js";

/** What was affected, one entry for each thing that was counted. A single entry may stand without a list. */
export function extentsOf(extent: PostmortemData["extent"]): readonly Extent[] {
  if (extent === undefined) return [];
  return Array.isArray(extent) ? extent : [extent];
}
