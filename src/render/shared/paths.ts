import type { GapKind } from "../../measure/ledger-gap.js";
import type { AnyDocument } from "../../model/collection.js";
import type { NodeRef } from "../../model/graph.js";
import { documentKind, KINDS, type NodeKind } from "../../model/kinds.js";

/** The path of a node's page from the root of the site, or null where its type has no pages. */
export function pagePath(ref: NodeRef): string | null {
  const colon = ref.indexOf(":");
  const folder = KINDS[ref.slice(0, colon) as NodeKind].pages;
  // What a document states in place is shown on the page of the document.
  return folder === undefined || ref.includes("#") ? null : `${folder}/${ref.slice(colon + 1)}/index.html`;
}

/** The path of the page of a postmortem or a drill. */
export function documentPath(document: Pick<AnyDocument, "type" | "id">): string {
  return pagePath(`${documentKind(document)}:${document.id}`) ?? "";
}

/** From a page to the root of the site: `../../` from `incidents/x/index.html`. */
export function rootFrom(path: string): string {
  return "../".repeat(path.split("/").length - 1);
}

/** The id of the document that a path is the page or the JSON file of; undefined where it is of none in this folder. */
export function documentIdOf(path: string, folder: "drills" | "incidents"): string | undefined {
  const name = path.startsWith(`${folder}/`)
    ? /^[a-z]+\/([^/]+)\/index\.html$/.exec(path)
    : path.startsWith(`data/${folder}/`) && /^data\/[a-z]+\/([^/]+)\.json$/.exec(path);
  return name ? name[1] : undefined;
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
