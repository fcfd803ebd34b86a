import type { Collection } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import type { Edge, Graph, GraphNode, NodeRef } from "../model/graph.js";
import { catalogEdges, catalogNodes } from "./catalog-links.js";
import { documentEdges, documentNodes } from "./document-links.js";

/** Turns a collection into a graph. Pure and total: an edge whose end does not exist is left out. */
export function link(collection: Collection): Graph {
  const documents = [...collection.postmortems, ...collection.drills];
  const nodes = new Map<NodeRef, GraphNode>();
  const found = [...catalogNodes(collection.catalogs), ...documents.flatMap(documentNodes)];
  for (const node of found.sort((a, b) => compareText(a.ref, b.ref))) nodes.set(node.ref, node);
  const edges = [...catalogEdges(collection.catalogs), ...documents.flatMap((document) => [...documentEdges(document)])]
    .filter((edge) => nodes.has(edge.from) && nodes.has(edge.to))
    .sort(compareEdges);
  return {
    collection,
    nodes,
    edges,
    outgoing: groupBy(edges, (edge) => edge.from),
    incoming: groupBy(edges, (edge) => edge.to),
  };
}

function compareEdges(a: Edge, b: Edge): number {
  return (
    compareText(a.from, b.from) ||
    compareText(a.type, b.type) ||
    compareText(a.to, b.to) ||
    compareText(a.detail ?? "", b.detail ?? "") ||
    compareText(a.why ?? "", b.why ?? "")
  );
}

function groupBy(edges: readonly Edge[], end: (edge: Edge) => NodeRef): Map<NodeRef, Edge[]> {
  const groups = new Map<NodeRef, Edge[]>();
  for (const edge of edges) {
    const group = groups.get(end(edge));
    if (group) group.push(edge);
    else groups.set(end(edge), [edge]);
  }
  return groups;
}
