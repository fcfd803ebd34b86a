import type { Postmortem } from "../../model/collection.js";
import { type Edge, type EdgeType, edgesTo, type NodeRef } from "../../model/graph.js";
import { type IncidentRow, incidentRow } from "./incident-row.js";
import { memoBySite } from "./memo-by-site.js";
import { linkTo, type NodeLink, type Site } from "./site-model.js";

/** An incident that referrersOfKind a catalog entry, with the reason that its author gives. */
interface Referrer {
  incident: IncidentRow;
  why: string | null;
  /** What qualifies it: a role, a state. */
  detail: string | null;
}

/** All that referrersOfKind a catalog entry over one type of edge: incidents and near-misses apart, the newest first, and drills. */
export interface Referrers {
  incidents: Referrer[];
  nearMisses: Referrer[];
  drills: (NodeLink & { why: string | null })[];
  /** Published incidents among `incidents`: what counts say. */
  published: number;
}

/** What referrersOfKind a node. `detail` puts the qualifier of an edge into words, or drops it with null. */
export function referrersOf(
  site: Site,
  ref: NodeRef,
  type: EdgeType,
  detail: (edge: Edge) => string | null = () => null,
): Referrers {
  const edges = edgesTo(site.graph, ref, type);
  const byIncident = new Map<string, Edge[]>();
  for (const edge of edges) byIncident.set(edge.from, [...(byIncident.get(edge.from) ?? []), edge]);
  const referrersOfKind = (kind: Postmortem["data"]["kind"]) =>
    site.newestFirst.flatMap((postmortem) => {
      if (postmortem.data.kind !== kind) return [];
      const referrer = (edge: Edge): Referrer => ({
        incident: incidentRow(site, postmortem),
        why: edge.why,
        detail: detail(edge),
      });
      return (byIncident.get(`incident:${postmortem.id}`) ?? []).map(referrer);
    });
  return {
    incidents: referrersOfKind("incident"),
    nearMisses: referrersOfKind("near-miss"),
    drills: edges
      .filter((edge) => edge.from.startsWith("drill:"))
      .map((edge) => ({ ...linkTo(site, "drill", edge.from.slice("drill:".length)), why: edge.why })),
    published: publishedReferrers(site, ref, type).size,
  };
}

/** The ids of the published incidents that referrer a node over one type of edge, in the order of the collection. */
export function publishedReferrers(site: Site, ref: NodeRef, type: EdgeType): ReadonlySet<string> {
  return remembered(site, `${type} ${ref}`);
}

const remembered = memoBySite((site, key): ReadonlySet<string> => {
  const space = key.indexOf(" ");
  const [type, ref] = [key.slice(0, space) as EdgeType, key.slice(space + 1) as NodeRef];
  const ids = edgesTo(site.graph, ref, type).flatMap((edge) => incidentId(edge.from) ?? []);
  const counted = ids.filter((id) => {
    const data = site.postmortems.get(id)?.data;
    return data?.status === "published" && data.kind === "incident";
  });
  return new Set(counted.sort());
});

/** The id in `incident:<id>`, or null for another type of node. */
export function incidentId(ref: NodeRef): string | null {
  return ref.startsWith("incident:") ? ref.slice("incident:".length) : null;
}
