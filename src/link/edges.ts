import type { AnyDocument, Catalogs, Collection } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import type { Edge, NodeRef } from "../model/graph.js";
import { documentEdges } from "./document-edges.js";
import { drillEdges } from "./drill-edges.js";
import { edge } from "./edge.js";
import { postmortemEdges } from "./postmortem-edges.js";

/** All edges that are stated, whether or not their ends exist: sorted, each once. */
export function edgesOf({ catalogs, postmortems, drills }: Collection): Edge[] {
  const all = [...catalogEdges(catalogs), ...[...postmortems, ...drills].flatMap(statedBy)].sort(compareEdges);
  return all.filter((one, index) => {
    const before = all[index - 1];
    return before === undefined || compareEdges(before, one) !== 0;
  });
}

const known = new WeakMap<object, readonly Edge[]>();

/** What a document states: looked for once, for who links again when another one has changed. */
function statedBy(document: AnyDocument): readonly Edge[] {
  const edges = known.get(document.data) ?? [
    ...documentEdges(document),
    ...(document.type === "postmortem" ? postmortemEdges(document) : drillEdges(document)),
  ];
  known.set(document.data, edges);
  return edges;
}

function catalogEdges({ classes, scenarios }: Catalogs): Edge[] {
  return [
    ...classes.flatMap(({ id, kinds }) =>
      kinds.map((kind) => edge(`kind:${id}/${kind.id}`, "belongs-to", `class:${id}`)),
    ),
    ...scenarios.flatMap(({ id, kinds = [], steps = [], policies = [], objectives = [] }) =>
      [
        ...kinds.map((to): NodeRef => `kind:${to}`),
        ...steps.map((to): NodeRef => `step:${to}`),
        ...policies.map((to): NodeRef => `policy:${to}`),
        ...objectives.map((to): NodeRef => `objective:${to}`),
      ].map((to) => edge(`scenario:${id}`, "rehearses", to)),
    ),
  ];
}

/** By what an edge says; 0 only for edges that say the same. What is not said comes first. */
function compareEdges(a: Edge, b: Edge): number {
  return (
    compareText(a.from, b.from) ||
    compareText(a.type, b.type) ||
    compareText(a.to, b.to) ||
    compareText(a.why ?? "", b.why ?? "") ||
    compareText(a.detail ?? "", b.detail ?? "")
  );
}
