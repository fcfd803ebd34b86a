import type { Collection } from "../model/collection.js";
import type { Edge, Graph, GraphNode, NodeRef } from "../model/graph.js";
import { groupBy } from "../util/group-by.js";
import { compareEdges, edgesOf } from "./edges.js";
import { nodesOf } from "./nodes.js";
import type { SortedParts } from "./sorted-parts.js";

/** What a graph was made of, by its edges. */
const partsOf = new WeakMap<Graph["edges"], { nodes: SortedParts<GraphNode>; edges: SortedParts<Edge> }>();

/**
 * Turns a collection into a graph. Pure and total: an edge whose end does not exist is left out, and of two nodes with one
 * name the first by title stays.
 * @param before the graph of the same collection before something in it changed: then less has to be sorted
 */
export function link(collection: Collection, before?: Graph): Graph {
  const earlier = before && partsOf.get(before.edges);
  const parts = { nodes: nodesOf(collection, earlier?.nodes), edges: edgesOf(collection, earlier?.edges) };
  const nodes = new Map<NodeRef, GraphNode>();
  for (const node of parts.nodes.sorted) if (!nodes.has(node.ref)) nodes.set(node.ref, node);
  const edges: Edge[] = [];
  for (const edge of parts.edges.sorted) {
    const last = edges.at(-1);
    const isNew = last === undefined || compareEdges(last, edge) !== 0;
    if (isNew && nodes.has(edge.from) && nodes.has(edge.to)) edges.push(edge);
  }
  partsOf.set(edges, parts);
  return {
    collection,
    nodes,
    edges,
    outgoing: groupBy(edges, ({ from }) => from),
    incoming: groupBy(edges, ({ to }) => to),
  };
}
