import type { AnyDocument } from "../model/collection.js";
import type { NodeRef, NodeType } from "../model/graph.js";

const GLOBAL = [
  "invariant",
  "contract",
  "kind",
  "objective",
  "policy",
  "step",
  "scenario",
  "service",
  "incident",
  "drill",
] as const satisfies readonly NodeType[];
const LOCAL = ["evidence", "missing", "finding", "action", "source"] as const satisfies readonly NodeType[];

/** A type of entry that has its id within one document. */
export type LocalType = (typeof LOCAL)[number];

/** The node of a document. Postmortems of both kinds are `incident:`. */
export function documentRef({ type, id }: AnyDocument): NodeRef {
  return type === "drill" ? `drill:${id}` : `incident:${id}`;
}

/** The node of an entry inside a document. */
export function entryRef(document: AnyDocument, type: LocalType, id: string): NodeRef {
  return `${type}:${document.id}#${id}`;
}

/** What a typed reference in a document leads to, or null where it has no known type. */
export function resolveReference(document: AnyDocument, reference: string): NodeRef | null {
  const colon = reference.indexOf(":");
  const [name, id] = [reference.slice(0, Math.max(colon, 0)), reference.slice(colon + 1)];
  const local = LOCAL.find((type) => type === name);
  if (local) return entryRef(document, local, id);
  const global = GLOBAL.find((type) => type === name);
  return global ? `${global}:${id}` : null;
}
