import type { Postmortem } from "../../../model/collection.js";
import { compareText } from "../../../model/diagnostic.js";
import { type EdgeType, edgesFrom } from "../../../model/graph.js";
import { nodePath } from "../../shared/paths.js";
import type { ReferenceLink } from "../../shared/reference.js";
import { publishedReferrers } from "../../shared/referrers.js";
import type { Site } from "../../shared/site-model.js";

const SHARED: readonly [type: EdgeType, word: string][] = [
  ["violates", "invariant"],
  ["misreads", "contract"],
];

/** Only the newest of each entry are compared: comparing thousands on every page takes too long. */
const MAX_COMPARED_INCIDENTS = 100;

/**
 * What each other published incident has in common with this one: invariants first, in the order of the author.
 * Those that share most come first, the newest first among equals.
 */
export function sharing(site: Site, postmortem: Postmortem): Map<string, ReferenceLink[]> {
  const found = new Map<string, ReferenceLink[]>();
  for (const [type, word] of SHARED) {
    for (const { to } of edgesFrom(site.graph, `incident:${postmortem.id}`, type)) {
      const entry = { type: word, title: site.graph.nodes.get(to)?.title ?? to, href: nodePath(site.graph, to) };
      for (const other of [...publishedReferrers(site, to, type)].slice(-MAX_COMPARED_INCIDENTS)) {
        if (other !== postmortem.id) found.set(other, [...(found.get(other) ?? []), entry]);
      }
    }
  }
  return new Map([...found].sort(([a, ofA], [b, ofB]) => ofB.length - ofA.length || compareText(b, a)));
}
