import { listOf } from "../../model/blank.js";
import type { AnyDocument } from "../../model/collection.js";
import type { NodeType } from "../../model/graph.js";
import { linkTo, type Site } from "./site-model.js";

/** What a typed reference such as `contract:x` or `missing:M1` points at, as a link. */
export interface ReferenceLink {
  /** The word for its type: `contract`, `gap`. */
  type: string;
  title: string;
  /** A path of the site or an anchor in the page; null where there is nothing to lead to. */
  href: string | null;
}

/** The types whose ids count within one document only. */
const LOCAL: Readonly<Record<string, string>> = {
  evidence: "evidence",
  missing: "gap",
  finding: "finding",
  action: "action",
  source: "source",
};

/** Resolves a typed reference of a postmortem or drill. */
export function referenceLink(site: Site, document: AnyDocument, reference: string): ReferenceLink {
  const colon = reference.indexOf(":");
  const [type, id] = [reference.slice(0, colon), reference.slice(colon + 1)];
  const word = LOCAL[type];
  if (word === undefined) {
    const link = linkTo(site, type as NodeType, id);
    return { type: type === "kind" ? "kind of failure" : type, title: link.title, href: link.path };
  }
  return { type: word, title: id, href: hasLocal(document, type, id) ? `#${type}-${id}` : null };
}

function hasLocal({ data }: AnyDocument, type: string, id: string): boolean {
  const lists: Readonly<Record<string, readonly { id: string }[]>> = {
    evidence: data.evidence ?? [],
    missing: listOf(data.missing_evidence),
    action: data.actions ?? [],
    source: data.sources ?? [],
    finding: "findings" in data ? (data.findings ?? []) : [],
  };
  return lists[type]?.some((entry) => entry.id === id) ?? false;
}
