import type { Postmortem } from "../../model/collection.js";
import { type Edge, type EdgeType, edgesTo, type NodeRef } from "../../model/graph.js";
import { violationsOf } from "../../model/violations.js";
import { groupBy } from "../../util/group-by.js";
import { type IncidentRow, incidentRow } from "./incident-row.js";
import { memoBySite } from "./memo-by-site.js";
import { linkTo, type NodeLink, type Site } from "./site-model.js";

/** An incident that refers to a catalog entry, with the reason that its author gives. */
interface Referrer {
  incident: IncidentRow;
  why: string | null;
  /** The role or state that the reference states. */
  detail: string | null;
}

/** The documents that refer to a catalog entry by one type of edge, the newest first. */
export interface Referrers {
  /** Published ones: what headings count. */
  incidents: Referrer[];
  /** Published ones that only threatened an invariant. */
  threatened: Referrer[];
  /** Incidents that are not published yet, and archived ones. */
  uncounted: Referrer[];
  nearMisses: Referrer[];
  drills: (NodeLink & { why: string | null })[];
  /** How many published incidents there are, without those that only threatened it. */
  published: number;
  /** How many only threatened it. */
  onlyThreatened: number;
}

/** The referrers of a node. `detail` puts the role or state of an edge into words; null omits it. */
export function referrersOf(
  site: Site,
  ref: NodeRef,
  type: EdgeType,
  detail: (edge: Edge) => string | null = () => null,
): Referrers {
  const edges = edgesTo(site.graph, ref, type);
  const byIncident = groupBy(edges, ({ from }) => incidentId(from));
  const ranks = ranksOf(site, "");
  const referring = [...byIncident.keys()]
    .flatMap((id) => site.postmortems.get(id ?? "") ?? [])
    .sort((a, b) => (ranks.get(a.id) ?? 0) - (ranks.get(b.id) ?? 0));
  const referrersOfKind = (kind: Postmortem["data"]["kind"]) =>
    referring.flatMap((postmortem) => {
      if (postmortem.data.kind !== kind) return [];
      const referrer = (edge: Edge): Referrer => ({
        incident: incidentRow(site, postmortem),
        why: edge.why,
        detail: detail(edge),
      });
      return (byIncident.get(postmortem.id) ?? []).map(referrer);
    });
  const incidents = referrersOfKind("incident");
  const isPublished = ({ incident }: Referrer) => site.postmortems.get(incident.id)?.data.status === "published";
  const published = publishedReferrers(site, ref, type);
  const counted = countedIds(site, ref, type);
  const counts = ({ incident }: Referrer) => counted.has(incident.id);
  return {
    incidents: incidents.filter((referrer) => counts(referrer)),
    threatened: incidents.filter((referrer) => isPublished(referrer) && !counts(referrer)),
    uncounted: incidents.filter((referrer) => !isPublished(referrer)),
    nearMisses: referrersOfKind("near-miss"),
    drills: edges
      .filter((edge) => edge.from.startsWith("drill:"))
      .map((edge) => ({ ...linkTo(site, "drill", edge.from.slice("drill:".length)), why: edge.why })),
    published: counted.size,
    onlyThreatened: published.size - counted.size,
  };
}

/** The place of each postmortem among all, the newest first. */
const ranksOf = memoBySite((site) => new Map(site.newestFirst.map(({ id }, rank) => [id, rank])));

/** The ids of published incidents that refer to a node by one type of edge, sorted. */
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

/** The published incidents that a catalog entry's count has: of an invariant, those that violated and did not only threaten it. */
export function countedIds(site: Site, ref: NodeRef, type: EdgeType): ReadonlySet<string> {
  if (type !== "violates") return publishedReferrers(site, ref, type);
  const [, id = ""] = ref.split(":");
  return new Set(violationsInSite(site, "").get(id)?.violated);
}

/** The published incidents that only threatened an invariant. */
export function threateningIds(site: Site, invariant: string): readonly string[] {
  return violationsInSite(site, "").get(invariant)?.threatened ?? [];
}

const violationsInSite = memoBySite((site) =>
  violationsOf(site.newestFirst.filter(({ data }) => data.status === "published" && data.kind === "incident")),
);

/** The id in `incident:<id>`, or null for another type of node. */
export function incidentId(ref: NodeRef): string | null {
  return ref.startsWith("incident:") ? ref.slice("incident:".length) : null;
}
