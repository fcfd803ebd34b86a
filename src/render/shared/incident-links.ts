import { linkTo, type NodeLink, type Site } from "./site-model.js";

/** How many incidents behind a figure are named; the others are counted. */
const MAX_NAMED_INCIDENTS = 6;

/** The incidents that a figure counts. */
export interface IncidentLinks {
  n: number;
  /** The newest first. */
  links: NodeLink[];
  more: number;
}

export function incidentLinks(site: Site, ids: readonly string[], max = MAX_NAMED_INCIDENTS): IncidentLinks {
  const newest = [...ids].reverse().slice(0, max);
  return {
    n: ids.length,
    links: newest.map((id) => linkTo(site, "incident", id)),
    more: ids.length - newest.length,
  };
}
