import type { Collection } from "./collection.js";
import type { NodeKind } from "./kinds.js";

/** A node's name: `incident:<id>`, `kind:<class>/<kind>`, `action:<document id>#A1`. Postmortems of both kinds are `incident:`. */
export type NodeRef = `${NodeKind}:${string}`;

/** How an edge's source relates to its target. Read it as a sentence: `incident violates invariant`. */
export const EDGE_TYPES = [
  "belongs-to", // kind → class; action, missing, evidence, source, finding → its document
  "has-kind", // incident, finding → kind
  "has-theme", // missing evidence → theme
  "violates", // incident → invariant
  "misreads", // incident → contract
  "measures", // incident, drill → objective
  "degrades", // incident, drill → policy
  "held", // incident → the policy, contract or invariant that did its work
  "responds-with", // incident, drill → step
  "involves", // incident, drill → service
  "recurs", // incident → the earlier incident
  "relates-to", // incident, drill → incident, drill
  "rehearses", // drill → scenario; scenario → kind, step, policy, objective
  "exercises", // drill → incident
  "addresses", // action → what it addresses
  "proves", // drill, incident → the missing evidence or action that it proves closed
  "lacks", // missing evidence that made a value unknown → the document
  "cites", // document → evidence, source
] as const;
export type EdgeType = (typeof EDGE_TYPES)[number];

export interface GraphNode {
  ref: NodeRef;
  type: NodeKind;
  /** The id as authors write it: of an entry inside a document the local one. */
  id: string;
  title: string;
  /** For entries inside a document: that document. */
  document: NodeRef | null;
}

export interface Edge {
  from: NodeRef;
  to: NodeRef;
  type: EdgeType;
  /** What the author says about the link, or null. */
  why: string | null;
  /** What qualifies the link, or null: a role, a state, an outcome, a relation. */
  detail: string | null;
}

/**
 * The collection as nodes and edges. Every edge can be followed from both ends; edges whose target does not exist are
 * left out. Nodes and edges are in a fixed order that depends on the content alone.
 */
export interface Graph {
  collection: Collection;
  nodes: ReadonlyMap<NodeRef, GraphNode>;
  edges: readonly Edge[];
  outgoing: ReadonlyMap<NodeRef, readonly Edge[]>;
  incoming: ReadonlyMap<NodeRef, readonly Edge[]>;
}

/** The edges that start at a node, of one type or all. */
export function edgesFrom(graph: Graph, ref: NodeRef, type?: EdgeType): readonly Edge[] {
  return select(graph.outgoing.get(ref), type);
}

/** The edges that end at a node, of one type or all. */
export function edgesTo(graph: Graph, ref: NodeRef, type?: EdgeType): readonly Edge[] {
  return select(graph.incoming.get(ref), type);
}

function select(edges: readonly Edge[] | undefined, type: EdgeType | undefined): readonly Edge[] {
  if (edges === undefined) return [];
  return type === undefined ? edges : edges.filter((edge) => edge.type === type);
}
