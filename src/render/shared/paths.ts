import type { GapKind } from "../../measure/ledger-gap.js";
import type { AnyDocument } from "../../model/collection.js";
import { edgesTo, type Graph, type NodeRef } from "../../model/graph.js";
import { documentKind, KINDS, type NodeKind } from "../../model/kinds.js";
import { memoize } from "../../util/memoize.js";

/** The path that a node's page has, if it has one, from the root of the site; null where its type has no pages. */
export function pagePath(ref: NodeRef): string | null {
  const colon = ref.indexOf(":");
  const folder = KINDS[ref.slice(0, colon) as NodeKind].pages;
  // What a document states in place is shown on the page of the document.
  return folder === undefined || ref.includes("#") ? null : `${folder}/${ref.slice(colon + 1)}/index.html`;
}

/** The lists that have an anchor for each entry of a catalog, which is its address until something refers to it. */
const LISTS: Partial<Readonly<Record<NodeKind, string>>> = {
  class: "patterns/index.html",
  kind: "patterns/index.html",
  invariant: "invariants/index.html",
  contract: "contracts/index.html",
  service: "services/index.html",
  policy: "degradation/index.html",
  objective: "objectives/index.html",
  step: "response/index.html",
  scenario: "drills/index.html",
  theme: "blind-spots/index.html",
};

/** With fewer documents these entries have no pages: their list and the documents say all that a page would. */
const MIN_DOCUMENTS = 3;
const LISTED_WHILE_FEW: ReadonlySet<NodeKind> = new Set(["class", "kind", "objective", "service", "step"]);

function hasFewDocuments({ collection: { postmortems, drills } }: Graph): boolean {
  return postmortems.length + drills.length < MIN_DOCUMENTS;
}

/** Whether a node has a page of its own: a document has, an entry of a catalog once a document refers to it. */
export function hasPage(graph: Graph, ref: NodeRef): boolean {
  const colon = ref.indexOf(":");
  const kind = ref.slice(0, colon) as NodeKind;
  if (LISTS[kind] === undefined) return pagePath(ref) !== null;
  if (LISTED_WHILE_FEW.has(kind) && hasFewDocuments(graph)) return false;
  if (kind === "class") return edgesTo(graph, ref, "belongs-to").some(({ from }) => hasPage(graph, from));
  return edgesTo(graph, ref).some(({ from }) => /^(?:incident|drill):|#/.test(from));
}

/** The address of a node: its page or, for an entry of a catalog without one, its anchor on its list. Null if it has neither. */
export function nodePath(graph: Graph, ref: NodeRef): string | null {
  const paths = pathsOf(graph);
  let path = paths.get(ref);
  if (path === undefined) {
    path = findPath(graph, ref);
    paths.set(ref, path);
  }
  return path;
}

/** Every page links to the same few hundred entries. */
const pathsOf = memoize((_: Graph) => new Map<NodeRef, string | null>());

function findPath(graph: Graph, ref: NodeRef): string | null {
  if (hasPage(graph, ref)) return pagePath(ref);
  const list = ref.includes("#") ? undefined : LISTS[ref.slice(0, ref.indexOf(":")) as NodeKind];
  return list === undefined ? null : `${list}#${entryAnchor(ref)}`;
}

/** The id of an entry on its list: `kind-trust-missing-identity`. */
export function entryAnchor(ref: NodeRef): string {
  return ref.replace(/[:/]/g, "-");
}

/** The path of the page of a postmortem or a drill. */
export function documentPath(document: Pick<AnyDocument, "type" | "id">): string {
  return pagePath(`${documentKind(document)}:${document.id}`) ?? "";
}

/** From a page to the root of the site: `../../` from `incidents/x/index.html`. */
export function rootFrom(path: string): string {
  return "../".repeat(path.split("/").length - 1);
}

/** The id of the document that a path is the page of; undefined where it is of none in this folder. */
export function documentIdOf(path: string, folder: "drills" | "incidents"): string | undefined {
  return path.startsWith(`${folder}/`) ? /^[a-z]+\/((?:@[^/]+\/)?[^/]+)\/index\.html$/.exec(path)?.[1] : undefined;
}

/** The one JSON file of a postmortem or a drill. */
export function documentJsonPath({ type, id }: Pick<AnyDocument, "type" | "id">): string {
  return `data/${type === "drill" ? "drills" : "incidents"}/${id}.json`;
}

/** The published copy of a schema. */
export function schemaPath(name: string): string {
  return `data/schema/${name}.schema.json`;
}

/** The page of the gaps of one kind of evidence. */
export function gapKindPath(kind: GapKind): string {
  return `evidence/${kind}/index.html`;
}
