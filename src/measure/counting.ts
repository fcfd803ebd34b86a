import { accountOf } from "../model/collection.js";
import type { Graph } from "../model/graph.js";
import { list, record, type TypeOf } from "../util/shape.js";
import { countedOf } from "./counted.js";
import { documentId, drillIds, incidentIds } from "./public-values.js";

export const countingShape = record("What figures count, and what they leave out", {
  incidents: incidentIds("Published incidents: what figures count"),
  third_party: incidentIds("Those of them that are other people's"),
  near_misses: incidentIds("Published near-misses"),
  unpublished: incidentIds("Postmortems in draft or review"),
  archived: list(documentId, "Archived postmortems and drills"),
  drills: drillIds("Published drills"),
});

export type Counting = TypeOf<typeof countingShape>;

/** Which documents figures count, and which they leave out. */
export function counting(graph: Graph): Counting {
  const { postmortems, drills, config } = graph.collection;
  const incidents = countedOf(graph);
  const idsOf = (all: readonly { id: string }[]) => all.map(({ id }) => id);
  return {
    incidents: idsOf(incidents),
    third_party: idsOf(incidents.filter((one) => accountOf(one, config) === "third-party")),
    near_misses: idsOf(postmortems.filter(({ data }) => data.status === "published" && data.kind === "near-miss")),
    unpublished: idsOf(postmortems.filter(({ data }) => data.status === "draft" || data.status === "in-review")),
    archived: idsOf([...postmortems, ...drills].filter(({ data }) => data.status === "archived")),
    drills: idsOf(drills.filter(({ data }) => data.status === "published")),
  };
}
