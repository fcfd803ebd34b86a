import type { Collection } from "../model/collection.js";
import type { Graph } from "../model/graph.js";
import { groupBy } from "../util/group-by.js";
import { edgesOf } from "./edges.js";
import { nodesOf } from "./nodes.js";

/** Turns a collection into a graph. Pure and total: an edge whose end does not exist is left out. */
export function link(collection: Collection): Graph {
  const nodes = nodesOf(collection);
  const edges = edgesOf(collection).filter(({ from, to }) => nodes.has(from) && nodes.has(to));
  return {
    collection,
    nodes,
    edges,
    outgoing: groupBy(edges, ({ from }) => from),
    incoming: groupBy(edges, ({ to }) => to),
  };
}
