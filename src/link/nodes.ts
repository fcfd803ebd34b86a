import type { Catalogs } from "../model/catalogs.js";
import type { AnyDocument, Collection } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import type { GraphNode } from "../model/graph.js";
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
import { memoize } from "../util/memoize.js";
import { documentRef, entryRef } from "./refs.js";
import { type SortedParts, sortParts } from "./sorted-parts.js";

/** All nodes, in the order of their names and then of their titles. Of equal names all are there. */
export function nodesOf(
  { catalogs, postmortems, drills }: Collection,
  before?: SortedParts<GraphNode>,
): SortedParts<GraphNode> {
  const ofDocuments = [...postmortems, ...drills].map((document) => documentNodes(document.data, document));
  const compare = (a: GraphNode, b: GraphNode) => compareText(a.ref, b.ref) || compareText(a.title, b.title);
  return sortParts([catalogNodes(catalogs), ...ofDocuments], compare, before);
}

const catalogNodes = memoize((catalogs: Catalogs): GraphNode[] =>
  CATALOG_KINDS.flatMap(({ kind, property, nested }) =>
    catalogs[property].flatMap((entry) => [
      ...catalogNode(kind, entry.id, entry),
      ...(nested ? entriesIn(entry, nested.list) : []).flatMap((inner) =>
        catalogNode(nested?.kind ?? kind, `${entry.id}/${inner.id}`, inner),
      ),
    ]),
  ),
);

function catalogNode(kind: Kind, id: string, entry: object): GraphNode[] {
  if (!KINDS[kind].node) return [];
  const type = kind as NodeKind;
  return [{ ref: `${type}:${id}`, type, id, title: titleOf(entry) ?? id, document: null }];
}

/** Kept with its data, as its edges are. */
const documentNodes = memoize((data: AnyDocument["data"], document: AnyDocument): GraphNode[] => {
  const { id } = document;
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
});
