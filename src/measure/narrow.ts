import { dayOfId, type Postmortem } from "../model/collection.js";
import type { Graph } from "../model/graph.js";
import { primaryClass } from "./counted.js";

/** Which postmortems to count; null does not restrict. */
export interface CountingFilter {
  /** Incidents of this day and later, `YYYY-MM-DD`; undated ones are left out. */
  since: string | null;
  /** The id of a service that took part, in whatever role. */
  service: string | null;
  /** The id of the class of the primary kind. */
  class: string | null;
}

export const EVERYTHING: CountingFilter = { since: null, service: null, class: null };

/** The graph with only the postmortems that pass a filter. Drills, catalogs, nodes and edges stay. */
export function narrow(graph: Graph, filter: CountingFilter): Graph {
  if (filter.since === null && filter.service === null && filter.class === null) return graph;
  const { postmortems } = graph.collection;
  const kept = postmortems.filter((postmortem) => passes(postmortem, filter));
  return { ...graph, collection: { ...graph.collection, postmortems: kept } };
}

function passes(postmortem: Postmortem, { since, service, class: classId }: CountingFilter): boolean {
  const { id, data } = postmortem;
  return (
    (since === null || (dayOfId(id) ?? "") >= since) &&
    (service === null || data.services?.some((one) => one.service === service) === true) &&
    (classId === null || primaryClass(postmortem) === classId)
  );
}
