import { linkTo, type NodeLink, type Site } from "./site-model.js";

/** How many incidents behind a figure are named; the others are counted. */
const MAX_NAMED_INCIDENTS = 6;

/** The incidents that a figure counts. */
export interface IncidentLinks {
  n: number;
  /** The newest first. */
  links: NodeLink[];
  more: number;
  /** The page that lists them all, from the root of the site. */
  morePath: string | null;
}

export function incidentLinks(site: Site, ids: readonly string[], morePath: string | null): IncidentLinks {
  const newest = [...ids].reverse().slice(0, MAX_NAMED_INCIDENTS);
  return {
    n: ids.length,
    links: newest.map((id) => linkTo(site, "incident", id)),
    more: ids.length - newest.length,
    morePath,
  };
}
