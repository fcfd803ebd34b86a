import type { Drill } from "../../../model/collection.js";
import { edgesFrom, edgesTo, type NodeRef } from "../../../model/graph.js";
import type { NodeKind } from "../../../model/kinds.js";
import { isBlank, listOf } from "../../../model/values/blank.js";
import { type BlankView, blankView } from "../../shared/blank-view.js";
import { type Cite, citesOf } from "../../shared/cites.js";
import { incidentRow } from "../../shared/incident-row.js";
import { linkTo, type Site } from "../../shared/site-model.js";

/** An incident or drill that is related to a drill. */
interface RelatedEntry {
  /** `Held because of`, `Same pattern`. */
  relation: string;
  title: string;
  href: string | null;
  /** The day of an incident; null otherwise. */
  day: string | null;
  isDrill: boolean;
  isExternal: boolean;
  why: string | null;
  cites: Cite[];
}

export interface DrillRelated {
  /** The incidents that it belongs to. */
  incidents: RelatedEntry[];
  incidentsBlank: BlankView | null;
  /** Gaps and actions of others that it proves closed. */
  proves: RelatedEntry[];
  /** Other links, seen from both ends. */
  others: RelatedEntry[];
}

type Belonging = Extract<NonNullable<Drill["data"]["incidents"]>, readonly unknown[]>[number];

const BELONGS: Readonly<Record<Belonging["relation"], string>> = {
  follows: "Held because of",
  verifies: "Verifies what this led to",
  became: "Turned into",
};

/** The name of a relation on the page that states it, and on the other page. */
const RELATIONS: Readonly<Record<string, readonly [here: string, there: string]>> = {
  "caused-by": ["Caused by", "Caused"],
  "same-event": ["Same event", "Same event"],
  "same-pattern": ["Same pattern", "Same pattern"],
  precedes: ["Precedes", "Preceded by"],
};

export function drillRelated(site: Site, drill: Drill): DrillRelated {
  const { data, id } = drill;
  const ref: NodeRef = `drill:${id}`;
  const outside = (data.related ?? []).flatMap(({ external, relation, why }): RelatedEntry[] => {
    if (external === undefined) return [];
    const words = RELATIONS[relation]?.[0] ?? relation;
    const { title, url: href } = external;
    return [{ relation: words, title, href, day: null, isDrill: false, isExternal: true, why, cites: [] }];
  });
  const proves = edgesFrom(site.graph, ref, "proves").flatMap((edge): RelatedEntry[] => {
    const closed = site.graph.nodes.get(edge.to);
    if (closed?.document == null) return [];
    const isAction = edge.to.startsWith("action:");
    const entry = entryOf(site, closed.document, isAction ? "Proves done" : "Proves closed", closed.title);
    return [{ ...entry, href: entry.href && `${entry.href}#${isAction ? "action" : "missing"}-${closed.id}` }];
  });
  return {
    incidents: listOf<Belonging>(data.incidents).map((one) => ({
      ...entryOf(site, `incident:${one.incident}`, BELONGS[one.relation], null),
      cites: citesOf(drill, one.cites),
    })),
    incidentsBlank: isBlank(data.incidents) ? blankView(data.incidents) : null,
    proves,
    others: [
      ...edgesFrom(site.graph, ref, "relates-to").map((edge) =>
        entryOf(site, edge.to, RELATIONS[edge.detail ?? ""]?.[0] ?? "Related", edge.why),
      ),
      ...edgesTo(site.graph, ref, "relates-to").map((edge) =>
        entryOf(site, edge.from, RELATIONS[edge.detail ?? ""]?.[1] ?? "Related", edge.why),
      ),
      ...outside,
    ],
  };
}

function entryOf(site: Site, ref: NodeRef, relation: string, why: string | null): RelatedEntry {
  const colon = ref.indexOf(":");
  const [type, id] = [ref.slice(0, colon) as NodeKind, ref.slice(colon + 1)];
  const postmortem = type === "incident" ? site.postmortems.get(id) : undefined;
  const { title, path } = linkTo(site, type, id);
  const day = postmortem ? incidentRow(site, postmortem).day : null;
  return { relation, title, href: path, day, isDrill: type === "drill", isExternal: false, why, cites: [] };
}
