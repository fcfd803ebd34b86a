import type { Catalogs } from "../model/catalogs.js";
import type { AnyDocument, Collection } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import type { Edge, NodeRef } from "../model/graph.js";
import { CATALOG_KINDS, entriesIn, isLocalId, type Kind, localEntriesOf } from "../model/kinds.js";
import { type Mention, mentionsOf } from "../model/mentions.js";
import { memoize } from "../util/memoize.js";
import { documentRef, entryRef } from "./refs.js";
import { type SortedParts, sortParts } from "./sorted-parts.js";

/** All edges that are stated, whether or not their ends exist: sorted. Of equal ones all are there. */
export function edgesOf({ catalogs, postmortems, drills }: Collection, before?: SortedParts<Edge>): SortedParts<Edge> {
  const ofDocuments = [...postmortems, ...drills].map((document) => documentEdges(document.data, document));
  return sortParts([catalogEdges(catalogs), ...ofDocuments], compareEdges, before);
}

const catalogEdges = memoize((catalogs: Catalogs): Edge[] =>
  CATALOG_KINDS.flatMap(({ kind, property, nested }) =>
    catalogs[property].flatMap((entry) => [
      ...mentionEdges(mentionsOf(kind, entry), `${kind}:${entry.id}` as NodeRef, null),
      ...(nested
        ? entriesIn(entry, nested.list).map(({ id }) =>
            edge(`${nested.kind}:${entry.id}/${id}` as NodeRef, "belongs-to", `${kind}:${entry.id}` as NodeRef),
          )
        : []),
    ]),
  ),
);

/** What a document states. Kept with its data, so that linking again is cheap when another document has changed. */
const documentEdges = memoize((data: AnyDocument["data"], document: AnyDocument): Edge[] => {
  const ref = documentRef(document);
  return [
    ...localEntriesOf(data).map(({ kind, entry }) => edge(entryRef(document, kind, entry.id), "belongs-to", ref)),
    ...mentionEdges(mentionsOf(document.type, data), ref, document),
  ];
});

/** @param document the document that the mentions are in; null for an entry of a catalog */
function mentionEdges(mentions: readonly Mention[], ref: NodeRef, document: AnyDocument | null): Edge[] {
  return mentions.flatMap(({ field, beside, entry, entryKind, kind, id }) => {
    if (field.edge === undefined) return [];
    const { type, why, detail, reversed } = field.edge;
    const from = document && entryKind && entry ? entryRef(document, entryKind, textOf(entry, "id") ?? "") : ref;
    const to = document && isLocalId(kind, id) ? entryRef(document, kind, id) : nodeRef(kind, id);
    const qualifier = detail?.startsWith('"') ? detail.slice(1, -1) : textOf(beside, detail);
    const [start, end] = reversed ? [to, from] : [from, to];
    return [edge(start, type, end, textOf(beside, why), qualifier)];
  });
}

function nodeRef(kind: Kind, id: string): NodeRef {
  return `${kind}:${id}` as NodeRef;
}

function textOf(map: object, key: string | undefined): string | undefined {
  const value = key === undefined ? undefined : (map as Record<string, unknown>)[key];
  return typeof value === "string" ? value : undefined;
}

function edge(from: NodeRef, type: Edge["type"], to: NodeRef, why?: string, detail?: string): Edge {
  return { from, to, type, why: why ?? null, detail: detail ?? null };
}

/** Orders edges by all of their fields, null first; 0 only for equal edges. */
export function compareEdges(a: Edge, b: Edge): number {
  return (
    compareText(a.from, b.from) ||
    compareText(a.type, b.type) ||
    compareText(a.to, b.to) ||
    compareText(a.why ?? "", b.why ?? "") ||
    compareText(a.detail ?? "", b.detail ?? "")
  );
}
