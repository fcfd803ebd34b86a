import type { AnyDocument } from "../model/collection.js";
import type { NodeRef } from "../model/graph.js";
import { documentKind, type LocalKind, type StatedKind } from "../model/kinds.js";

/** The node of a document. */
export function documentRef(document: AnyDocument): NodeRef {
  return `${documentKind(document)}:${document.id}`;
}

/** The node of an entry inside a document. */
export function entryRef(document: AnyDocument, kind: LocalKind | StatedKind, id: string): NodeRef {
  return `${kind}:${document.id}#${id}`;
}
