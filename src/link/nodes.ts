import type { AnyDocument, Collection } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import type { GraphNode, NodeRef } from "../model/graph.js";
import {
  CATALOG_KINDS,
  documentKind,
  entriesIn,
  KINDS,
  type Kind,
  localEntriesOf,
  type NodeKind,
  titleOf,
} from "../model/kinds.js";
import { documentRef, entryRef } from "./refs.js";

/** All nodes by their names, in the order of the names. Of two with one name the first by title stays. */
export function nodesOf({ catalogs, postmortems, drills }: Collection): Map<NodeRef, GraphNode> {
  const all = [
    ...CATALOG_KINDS.flatMap(({ kind, property, nested }) =>
      catalogs[property].flatMap((entry) => [
        ...catalogNode(kind, entry.id, entry),
        ...(nested ? entriesIn(entry, nested.list) : []).flatMap((inner) =>
          catalogNode(nested?.kind ?? kind, `${entry.id}/${inner.id}`, inner),
        ),
      ]),
    ),
    ...[...postmortems, ...drills].flatMap(documentNodes),
  ];
  all.sort((a, b) => compareText(a.ref, b.ref) || compareText(a.title, b.title));
  const nodes = new Map<NodeRef, GraphNode>();
  for (const node of all) if (!nodes.has(node.ref)) nodes.set(node.ref, node);
  return nodes;
}

function catalogNode(kind: Kind, id: string, entry: object): GraphNode[] {
  if (!KINDS[kind].node) return [];
  const type = kind as NodeKind;
  return [{ ref: `${type}:${id}`, type, id, title: titleOf(entry) ?? id, document: null }];
}

function documentNodes(document: AnyDocument): GraphNode[] {
  const { id, data } = document;
  const ref = documentRef(document);
  return [
    { ref, type: documentKind(document), id, title: data.title, document: null },
    ...localEntriesOf(data).map(
      ({ kind, entry }): GraphNode => ({
        ref: entryRef(document, kind, entry.id),
        type: kind,
        id: entry.id,
        title: titleOf(entry) ?? entry.id,
        document: ref,
      }),
    ),
  ];
}
