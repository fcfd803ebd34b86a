import { edgesTo, type NodeRef } from "../../model/graph.js";
import { incidentId } from "./referrers.js";
import { linkTo, type NodeLink, type Site } from "./site-model.js";

/** The incidents and near-misses in which a policy, contract or invariant did its work, and how. */
export function heldIn(site: Site, ref: NodeRef): (NodeLink & { how: string })[] {
  return edgesTo(site.graph, ref, "held").flatMap(({ from, why }) => {
    const id = incidentId(from);
    return id === null ? [] : [{ ...linkTo(site, "incident", id), how: why ?? "" }];
  });
}
