import { dayOfId, type Postmortem } from "../../../model/collection.js";
import { type Edge, edgesFrom, edgesTo, type NodeRef } from "../../../model/graph.js";
import { isWithheld, KINDS, type NodeKind } from "../../../model/kinds.js";
import type { ExternalIncident } from "../../../model/schema-types.js";
import { type SimilarMatch, similarToDocument } from "../../../recall/similar/similar.js";
import { memoize } from "../../../util/memoize.js";
import { formatTime } from "../../kit/formats/format-time.js";
import { documentIdOf, documentPath, nodePath } from "../../shared/paths.js";
import { type ReferenceLink, referenceLink } from "../../shared/reference.js";
import { incidentId } from "../../shared/referrers.js";
import { linkTo, type Site } from "../../shared/site-model.js";

/** Another incident or drill, or something outside, with all that links it to this page. */
interface RelatedEntry {
  /** `Recurrence of`, `Came again as`, `Same pattern`; of what only shares something, `Same invariant`. */
  relation: string;
  title: string;
  href: string | null;
  /** `2025-06-12` of an incident; null otherwise. */
  day: string | null;
  isDrill: boolean;
  isExternal: boolean;
  /** What authors say, the one of this page first. */
  whys: string[];
  /** What came again, of a recurrence, and what else is the same. */
  same: ReferenceLink[];
  /** The action of the causing incident or drill that led to the other, or null. */
  action: string | null;
  /** Who published something outside, and when it was; null where neither is known. */
  published: string | null;
}

/** One list, so that no incident stands in two. */
interface RelatedList {
  first: RelatedEntry[];
  /** Those that unfold. */
  rest: RelatedEntry[];
}

/** How many stand open, and how many of those that are only alike are listed. */
const MAX_OPEN_RELATED = 3;
const MAX_ALIKE = 5;
/** How many catalog entries and words say why two are alike. */
const MAX_SHARED = 3;

/** What a relation is called from the end that states it, and from the other. */
const RELATIONS: Readonly<Record<string, readonly [here: string, there: string]>> = {
  recurs: ["Recurrence of", "Came again as"],
  "caused-by": ["Caused by", "Caused"],
  "same-event": ["Same event", "Same event"],
  "same-pattern": ["Same pattern", "Same pattern"],
  precedes: ["Precedes", "Preceded by"],
  follows: ["Leads to", "Held because of this"],
  verifies: ["Verified by", "Verifies what this led to"],
  became: ["Began as", "Turned into this"],
};

/**
 * Recurrences, then other relations, both seen from both ends, then what is alike by the ranking of `recall`: each incident once,
 * with every reason.
 */
export function relatedOf(site: Site, postmortem: Postmortem): RelatedList {
  const latest = latestIn(site);
  if (latest.postmortem !== postmortem) Object.assign(latest, { postmortem, list: listFor(site, postmortem) });
  return latest.list;
}

/** A build asks for a list twice in a row: whether the page can be kept, and for the page. */
const latestIn = memoize((_: Site): { postmortem: Postmortem | null; list: RelatedList } => ({
  postmortem: null,
  list: { first: [], rest: [] },
}));

function listFor(site: Site, postmortem: Postmortem): RelatedList {
  const entries = new Map<string, RelatedEntry>();
  for (const entry of statedOf(site, postmortem)) {
    const key = entry.isExternal ? `${entry.title} ${entry.href}` : (entry.href ?? entry.title);
    const earlier = entries.get(key);
    entries.set(key, earlier ? joined(earlier, entry) : entry);
  }
  const stated = new Map([...entries.keys()].map((key) => [documentIdOf(key, "incidents"), key]));
  const alike: RelatedEntry[] = [];
  for (const match of similarToDocument(site.similarIndex(), postmortem, site.graph)) {
    const other = match.id === postmortem.id ? undefined : site.postmortems.get(match.id);
    if (other === undefined || other.data.status !== "published") continue;
    const key = stated.get(other.id);
    const entry = key === undefined ? undefined : entries.get(key);
    if (key !== undefined && entry) entries.set(key, { ...entry, same: union(entry.same, sharedOf(site, match)) });
    else if (alike.length < MAX_ALIKE) alike.push(alikeEntry(site, other, match));
  }
  const all = [...entries.values(), ...alike];
  return { first: all.slice(0, MAX_OPEN_RELATED), rest: all.slice(MAX_OPEN_RELATED) };
}

/** The catalog entries that both have, as links. */
function sharedOf({ graph }: Site, { shared }: SimilarMatch): ReferenceLink[] {
  return shared()
    .filter((ref) => !isWithheld(ref.slice(ref.indexOf(":") + 1)))
    .slice(0, MAX_SHARED)
    .map((ref) => {
      const type = ref.slice(0, ref.indexOf(":")) as NodeKind;
      return {
        type: KINDS[type].label ?? KINDS[type].singular,
        title: graph.nodes.get(ref)?.title ?? ref,
        href: nodePath(graph, ref),
      };
    });
}

/** A published incident that is alike. */
function alikeEntry(site: Site, other: Postmortem, match: SimilarMatch): RelatedEntry {
  const same = sharedOf(site, match);
  const inWords = same.length > 0 ? "" : match.words().slice(0, MAX_SHARED).join(", ");
  return {
    relation: "Alike",
    title: other.data.title,
    href: documentPath(other),
    day: dayOfId(other.id),
    isDrill: false,
    isExternal: false,
    whys: inWords === "" ? [] : [`Both speak of ${inWords}`],
    same,
    action: null,
    published: null,
  };
}

/** Two statements about one incident, such as those of both authors. */
function joined(a: RelatedEntry, b: RelatedEntry): RelatedEntry {
  return {
    ...a,
    relation: [...new Set([a.relation, b.relation])].join("; "),
    whys: [...new Set([...a.whys, ...b.whys])],
    same: union(a.same, b.same),
    action: a.action ?? b.action,
  };
}

function union(a: readonly ReferenceLink[], b: readonly ReferenceLink[]): ReferenceLink[] {
  const names = new Set(a.map(({ type, title }) => `${type} ${title}`));
  return [...a, ...b.filter(({ type, title }) => !names.has(`${type} ${title}`))];
}

/** What authors state, recurrences first. */
function statedOf(site: Site, postmortem: Postmortem): RelatedEntry[] {
  const ref: NodeRef = `incident:${postmortem.id}`;
  const { data } = postmortem;
  const entries = (edges: readonly Edge[], end: 0 | 1) =>
    edges.map((edge) => entryOf(site, edge, end === 0 ? edge.to : edge.from, end, sameOf(site, postmortem, edge)));
  const recurrencesOutside = (data.recurrence_of ?? []).flatMap(({ external, why, same = [] }) =>
    external
      ? externalEntry(
          "recurs",
          external,
          why,
          same.map((one) => referenceLink(site, postmortem, one)),
        )
      : [],
  );
  const relatedOutside = (data.related ?? []).flatMap(({ external, relation, why }) =>
    external ? externalEntry(relation, external, why, []) : [],
  );
  return [
    ...entries(edgesFrom(site.graph, ref, "recurs"), 0),
    ...entries(edgesTo(site.graph, ref, "recurs"), 1),
    ...recurrencesOutside,
    ...entries(edgesFrom(site.graph, ref, "relates-to"), 0),
    ...entries(edgesTo(site.graph, ref, "relates-to"), 1),
    ...entries(edgesTo(site.graph, ref, "exercises"), 1),
    ...relatedOutside,
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
    whys: [why],
    same,
    action: null,
    published: [publisher, on && formatTime(on)].filter(Boolean).join(", ") || null,
  };
}

/** The title of the action that the author of the later document names as the cause. */
function actionOf(site: Site, edge: Edge): string | null {
  const [from, to] = [edge.from, edge.to].map((ref) => {
    const id = ref.slice(ref.indexOf(":") + 1);
    return { id, document: site.postmortems.get(id) ?? site.drills.get(id) };
  });
  const named = from?.document?.data.related?.find(
    ({ incident, drill, relation }) => (incident ?? drill) === to?.id && relation === edge.detail,
  );
  if (named?.action === undefined) return null;
  return to?.document?.data.actions?.find(({ id }) => id === named.action)?.title ?? null;
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
    day: postmortem ? dayOfId(postmortem.id) : null,
    isDrill: type === "drill",
    isExternal: false,
    whys: edge.why === null ? [] : [edge.why],
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
