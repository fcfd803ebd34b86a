import type { Catalogs } from "../model/collection.js";
import type { Edge, GraphNode, NodeType } from "../model/graph.js";
import { edge } from "./edge.js";

/** The nodes that the catalogs declare. */
export function catalogNodes(catalogs: Catalogs): GraphNode[] {
  const nodes = (type: NodeType, entries: readonly { id: string; title: string }[], prefix = ""): GraphNode[] =>
    entries.map(({ id, title }) => ({ ref: `${type}:${prefix}${id}`, type, id: `${prefix}${id}`, title, document: null }));
  return [
    ...nodes("class", catalogs.classes),
    ...catalogs.classes.flatMap((each) => nodes("kind", each.kinds, `${each.id}/`)),
    ...nodes("invariant", catalogs.invariants),
    ...nodes("contract", catalogs.contracts),
    ...nodes("objective", catalogs.objectives),
    ...nodes("policy", catalogs.policies),
    ...nodes("step", catalogs.steps),
    ...nodes("scenario", catalogs.scenarios),
    ...nodes("service", catalogs.services),
  ];
}

/** What the catalogs say of each other. */
export function catalogEdges(catalogs: Catalogs): Edge[] {
  return [
    ...catalogs.classes.flatMap(({ id, kinds }) => kinds.map((kind) => edge(`kind:${id}/${kind.id}`, "belongs-to", `class:${id}`))),
    ...catalogs.scenarios.flatMap((scenario) => [
      ...(scenario.kinds ?? []).map((id) => edge(`scenario:${scenario.id}`, "rehearses", `kind:${id}`)),
      ...(scenario.steps ?? []).map((id) => edge(`scenario:${scenario.id}`, "rehearses", `step:${id}`)),
      ...(scenario.policies ?? []).map((id) => edge(`scenario:${scenario.id}`, "rehearses", `policy:${id}`)),
      ...(scenario.objectives ?? []).map((id) => edge(`scenario:${scenario.id}`, "rehearses", `objective:${id}`)),
    ]),
  ];
}
