import { listOf } from "../model/blank.js";
import type { AnyDocument, Catalogs, Collection } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import type { GraphNode, NodeRef } from "../model/graph.js";
import type { MissingEvidence } from "../model/schema-types.js";
import { documentRef, entryRef, type LocalType } from "./refs.js";

/** All nodes by their names, in the order of the names. Of two with one name the first by title stays. */
export function nodesOf({ catalogs, postmortems, drills }: Collection): Map<NodeRef, GraphNode> {
  const all = [...catalogNodes(catalogs), ...[...postmortems, ...drills].flatMap(documentNodes)];
  all.sort((a, b) => compareText(a.ref, b.ref) || compareText(a.title, b.title));
  const nodes = new Map<NodeRef, GraphNode>();
  for (const node of all) if (!nodes.has(node.ref)) nodes.set(node.ref, node);
  return nodes;
}

function catalogNodes(catalogs: Catalogs): GraphNode[] {
  const node = (type: GraphNode["type"], { id, title }: { id: string; title: string }): GraphNode => ({
    ref: `${type}:${id}`,
    type,
    id,
    title,
    document: null,
  });
  return [
    ...catalogs.classes.flatMap((one) => [
      node("class", one),
      ...one.kinds.map(({ id, title }) => node("kind", { id: `${one.id}/${id}`, title })),
    ]),
    ...catalogs.policies.map((one) => node("policy", one)),
    ...catalogs.objectives.map((one) => node("objective", one)),
    ...catalogs.steps.map((one) => node("step", one)),
    ...catalogs.invariants.map((one) => node("invariant", one)),
    ...catalogs.contracts.map((one) => node("contract", one)),
    ...catalogs.scenarios.map((one) => node("scenario", one)),
    ...catalogs.services.map((one) => node("service", one)),
  ];
}

function documentNodes(document: AnyDocument): GraphNode[] {
  const { id, data } = document;
  const ref = documentRef(document);
  const entry = (type: LocalType, local: string, title: string): GraphNode => ({
    ref: entryRef(document, type, local),
    type,
    id: local,
    title,
    document: ref,
  });
  const findings = document.type === "drill" ? (document.data.findings ?? []) : [];
  return [
    { ref, type: document.type === "drill" ? "drill" : "incident", id, title: data.title, document: null },
    ...(data.actions ?? []).map((one) => entry("action", one.id, one.title)),
    ...listOf<MissingEvidence>(data.missing_evidence).map((one) => entry("missing", one.id, one.what)),
    ...(data.evidence ?? []).map((one) => entry("evidence", one.id, one.title ?? one.file ?? one.id)),
    ...(data.sources ?? []).map((one) => entry("source", one.id, one.title)),
    ...findings.map((one) => entry("finding", one.id, one.what)),
  ];
}
