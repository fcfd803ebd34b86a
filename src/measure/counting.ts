import { accountOf } from "../model/collection.js";
import type { Graph } from "../model/graph.js";
import { countedOf } from "./counted.js";

/** What a collection holds: what figures count, and what stands apart from them. */
export interface Counting {
  /** The ids of the published incidents: what measures count. */
  incidents: readonly string[];
  /** Those of them that are other people's. */
  thirdParty: readonly string[];
  /** Published near-misses. */
  nearMisses: readonly string[];
  /** Postmortems in draft or review. */
  unpublished: readonly string[];
  /** Published drills. */
  drills: readonly string[];
}

/** What is counted and what is not (content model, "Counting"). */
export function counting(graph: Graph): Counting {
  const { postmortems, drills, config } = graph.collection;
  const incidents = countedOf(graph);
  const idsOf = (all: readonly { id: string }[]) => all.map(({ id }) => id);
  return {
    incidents: idsOf(incidents),
    thirdParty: idsOf(incidents.filter((one) => accountOf(one, config) === "third-party")),
    nearMisses: idsOf(postmortems.filter(({ data }) => data.status === "published" && data.kind === "near-miss")),
    unpublished: idsOf(postmortems.filter(({ data }) => data.status !== "published")),
    drills: idsOf(drills.filter(({ data }) => data.status === "published")),
  };
}
