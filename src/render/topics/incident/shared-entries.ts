import type { Postmortem } from "../../../model/collection.js";
import { compareText } from "../../../model/diagnostic.js";
import { type EdgeType, edgesFrom, type NodeRef } from "../../../model/graph.js";
import { type IncidentRow, incidentRow } from "../../shared/incident-row.js";
import { publishedReferrers } from "../../shared/referrers.js";
import type { Site } from "../../shared/site-model.js";

/** Another incident that touches the same entries, and which: `same contracts: …; …`. */
export interface SharedEntry {
  incident: IncidentRow;
  reasons: string[];
}

const SHARED: readonly [type: EdgeType, one: string, many: string][] = [
  ["violates", "same invariant", "same invariants"],
  ["misreads", "same contract", "same contracts"],
];

const MAX_SHARING_INCIDENTS = 5;

/** Only the newest of each entry are compared: comparing thousands on every page takes too long. */
const MAX_COMPARED_INCIDENTS = 100;

/** What each other published incident has in common with this one: invariants first, in the order of the author. */
export function sharing(site: Site, postmortem: Postmortem): Map<string, { ref: NodeRef; word: string }[]> {
  const found = new Map<string, { ref: NodeRef; word: string }[]>();
  for (const [type, word] of SHARED) {
    for (const { to } of edgesFrom(site.graph, `incident:${postmortem.id}`, type)) {
      for (const other of [...publishedReferrers(site, to, type)].slice(-MAX_COMPARED_INCIDENTS)) {
        if (other !== postmortem.id) found.set(other, [...(found.get(other) ?? []), { ref: to, word }]);
      }
    }
  }
  return new Map([...found].sort(([a, ofA], [b, ofB]) => ofB.length - ofA.length || compareText(b, a)));
}

/** The published incidents that share most invariants and contracts with this one, the newest first among equals. */
export function sharedWith(site: Site, shared: ReturnType<typeof sharing>): SharedEntry[] {
  return [...shared].slice(0, MAX_SHARING_INCIDENTS).flatMap(([id, reasons]) => {
    const other = site.postmortems.get(id);
    if (other === undefined) return [];
    return [{ incident: incidentRow(site, other), reasons: inWords(site, reasons) }];
  });
}

/** One line for all invariants, one for all contracts. */
function inWords(site: Site, reasons: readonly { ref: NodeRef; word: string }[]): string[] {
  return SHARED.flatMap(([, one, many]) => {
    const titles = reasons.flatMap(({ ref, word }) => (word === one ? (site.graph.nodes.get(ref)?.title ?? ref) : []));
    return titles.length === 0 ? [] : [`${titles.length === 1 ? one : many}: ${titles.join("; ")}`];
  });
}
