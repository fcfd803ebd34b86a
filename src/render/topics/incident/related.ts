import type { Postmortem } from "../../../model/collection.js";
import { type Edge, edgesFrom, edgesTo, type NodeRef } from "../../../model/graph.js";
import type { NodeKind } from "../../../model/kinds.js";
import type { ExternalIncident } from "../../../model/schema-types.js";
import { formatTime } from "../../kit/formats/format-time.js";
import { incidentRow } from "../../shared/incident-row.js";
import { type ReferenceLink, referenceLink } from "../../shared/reference.js";
import { incidentId } from "../../shared/referrers.js";
import { linkTo, type Site } from "../../shared/site-model.js";

/** Another incident or drill, or something outside, with what links it to this page. */
export interface RelatedEntry {
  /** `Recurrence of`, `Came again as`, `Same pattern`. */
  relation: string;
  title: string;
  href: string | null;
  /** `12 Jun 2025` of an incident; null otherwise. */
  day: string | null;
  isDrill: boolean;
  isExternal: boolean;
  why: string | null;
  /** What came again, of a recurrence. */
  same: ReferenceLink[];
  /** The action of the causing incident or drill that led to the other, or null. */
  action: string | null;
  /** Who published something outside, and when it was; null where neither is known. */
  published: string | null;
}

/** What a relation is called from the end that states it, and from the other. */
export const RELATIONS: Readonly<Record<string, readonly [here: string, there: string]>> = {
  recurs: ["Recurrence of", "Came again as"],
  "caused-by": ["Caused by", "Caused"],
  "same-event": ["Same event", "Same event"],
  "same-pattern": ["Same pattern", "Same pattern"],
  precedes: ["Precedes", "Preceded by"],
  follows: ["Leads to", "Held because of this"],
  verifies: ["Verified by", "Verifies what this led to"],
  became: ["Began as", "Turned into this"],
};

/** Recurrences, related incidents and drills, seen from both ends, each with its reason. */
export function relatedOf(site: Site, postmortem: Postmortem): RelatedEntry[] {
  const ref: NodeRef = `incident:${postmortem.id}`;
  const { data } = postmortem;
  const outgoing = [...edgesFrom(site.graph, ref, "recurs"), ...edgesFrom(site.graph, ref, "relates-to")];
  const incoming = [
    ...edgesTo(site.graph, ref, "recurs"),
    ...edgesTo(site.graph, ref, "relates-to"),
    ...edgesTo(site.graph, ref, "exercises"),
  ];
  const outside = [
    ...(data.recurrence_of ?? []).flatMap(({ external, why, same = [] }) =>
      external
        ? externalEntry(
            "recurs",
            external,
            why,
            same.map((one) => referenceLink(site, postmortem, one)),
          )
        : [],
    ),
    ...(data.related ?? []).flatMap(({ external, relation, why }) =>
      external ? externalEntry(relation, external, why, []) : [],
    ),
  ];
  return [
    ...outgoing.map((edge) => entryOf(site, edge, edge.to, 0, sameOf(site, postmortem, edge))),
    ...incoming.map((edge) => entryOf(site, edge, edge.from, 1, sameOf(site, postmortem, edge))),
    ...outside,
  ];
}

function externalEntry(
  relation: string,
  { title, url, publisher, on }: ExternalIncident,
  why: string,
  same: ReferenceLink[],
): RelatedEntry {
  return {
    relation: RELATIONS[relation]?.[0] ?? relation,
    title,
    href: url ?? null,
    day: null,
    isDrill: false,
    isExternal: true,
    why,
    same,
    action: null,
    published: [publisher, on && formatTime(on)].filter(Boolean).join(", ") || null,
  };
}

/** The title of the action that the author of the later document names as the cause. */
function actionOf(site: Site, edge: Edge): string | null {
  const graph = site.graph.collection;
  const [from, to] = [edge.from, edge.to].map((ref) => ref.slice(ref.indexOf(":") + 1));
  const documents = [...graph.postmortems, ...graph.drills];
  const named = documents
    .find(({ id }) => id === from)
    ?.data.related?.find(({ incident, drill, relation }) => (incident ?? drill) === to && relation === edge.detail);
  if (named?.action === undefined) return null;
  return documents.find(({ id }) => id === to)?.data.actions?.find(({ id }) => id === named.action)?.title ?? null;
}

function entryOf(site: Site, edge: Edge, other: NodeRef, end: 0 | 1, same: ReferenceLink[]): RelatedEntry {
  const colon = other.indexOf(":");
  const type = other.slice(0, colon) as NodeKind;
  const id = other.slice(colon + 1);
  const postmortem = type === "incident" ? site.postmortems.get(id) : undefined;
  const link = linkTo(site, type, id);
  const name = edge.type === "recurs" ? "recurs" : (edge.detail ?? "");
  return {
    relation: RELATIONS[name]?.[end] ?? "Related",
    title: link.title,
    href: link.path,
    day: postmortem ? incidentRow(site, postmortem).day : null,
    isDrill: type === "drill",
    isExternal: false,
    why: edge.why,
    same,
    action: edge.type === "relates-to" ? actionOf(site, edge) : null,
    published: null,
  };
}

/** What the later of the two incidents says came again. */
function sameOf(site: Site, postmortem: Postmortem, edge: Edge): ReferenceLink[] {
  if (edge.type !== "recurs") return [];
  const later = incidentId(edge.from);
  const earlier = incidentId(edge.to);
  const entry = site.postmortems.get(later ?? "")?.data.recurrence_of?.find((one) => one.incident === earlier);
  return (entry?.same ?? [])
    .filter((reference) => !reference.startsWith("missing:") || later === postmortem.id)
    .map((reference) => referenceLink(site, postmortem, reference));
}
