import { linkTo, type NodeLink, type Site } from "./site-model.js";

/** How many incidents behind a figure are named; the others are counted. */
const MOST = 6;

/** The incidents that a figure counts. */
export interface IncidentLinks {
  n: number;
  /** The newest first. */
  links: NodeLink[];
  more: number;
}

export function incidentLinks(site: Site, ids: readonly string[], most = MOST): IncidentLinks {
  const newest = [...ids].reverse().slice(0, most);
  return {
    n: ids.length,
    links: newest.map((id) => linkTo(site, "incident", id)),
    more: ids.length - newest.length,
  };
}
