import type { Postmortem } from "../../../model/collection.js";
import { compareText } from "../../../model/diagnostic.js";
import { type EdgeType, edgesFrom, type NodeRef } from "../../../model/graph.js";
import type { Site } from "../../site-model.js";
import { type IncidentRow, incidentRow } from "../../views/incident-row.js";
import { publishedTouching } from "../../views/touching.js";

/** Another incident that touches the same entries, and the reasons: `same contract: …`. */
export interface SharedEntry {
  incident: IncidentRow;
  reasons: string[];
}

const SHARED: readonly [type: EdgeType, word: string][] = [
  ["violates", "same invariant"],
  ["misreads", "same contract"],
];

const AT_MOST = 5;

/** How many incidents of an entry are looked at, the newest: with thousands, every page would ask about all of them. */
const LOOKED_AT = 100;

/** The published incidents that share most invariants and contracts with this one, the newest first among equals. */
export function sharedWith(site: Site, postmortem: Postmortem): SharedEntry[] {
  const ref: NodeRef = `incident:${postmortem.id}`;
  const reasons = new Map<string, string[]>();
  for (const [type, word] of SHARED) {
    for (const edge of edgesFrom(site.graph, ref, type)) {
      const title = site.graph.nodes.get(edge.to)?.title ?? edge.to;
      for (const other of [...publishedTouching(site, edge.to, type)].slice(-LOOKED_AT)) {
        if (other !== postmortem.id) reasons.set(other, [...(reasons.get(other) ?? []), `${word}: ${title}`]);
      }
    }
  }
  return [...reasons]
    .sort(([a, whyA], [b, whyB]) => whyB.length - whyA.length || compareText(b, a))
    .slice(0, AT_MOST)
    .flatMap(([id, why]) => {
      const other = site.postmortems.get(id);
      return other === undefined ? [] : [{ incident: incidentRow(site, other), reasons: why }];
    });
}
