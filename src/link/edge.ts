import type { Edge, EdgeType, NodeRef } from "../model/graph.js";

/** Makes an edge; what the author does not say is null. */
export function edge(
  from: NodeRef,
  type: EdgeType,
  to: NodeRef,
  why?: string | undefined,
  detail?: string | undefined,
): Edge {
  return { from, to, type, why: why ?? null, detail: detail ?? null };
}
