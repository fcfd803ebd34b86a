import type { AnyDocument } from "../../model/collection.js";
import { isLocalId, isStatedId, KINDS, localEntriesOf, parseReference, titleOf } from "../../model/kinds.js";
import { linkTo, type Site, unresolved } from "./site-model.js";

/** What a typed reference such as `contract:x` or `missing:M1` points at, as a link. */
export interface ReferenceLink {
  /** The word for its kind: `contract`, `gap`. */
  type: string;
  title: string;
  /** A path of the site or an anchor in the page; null where there is nothing to lead to. */
  href: string | null;
}

/** Resolves a typed reference of a postmortem or drill. */
export function referenceLink(site: Site, { data }: AnyDocument, reference: string): ReferenceLink {
  const parsed = parseReference(reference);
  if (parsed === null) return { type: "reference", title: reference, href: null };
  const { kind, id } = parsed;
  const { label, singular } = KINDS[kind];
  const type = label ?? singular;
  if (!isLocalId(kind, id)) {
    const { title, path } = linkTo(site, kind, id);
    return { type, title, href: path };
  }
  const local = localEntriesOf(data).find((one) => one.kind === kind && one.entry.id === id);
  // What is stated in place has a sentence for a title; the id of another entry is short and stands beside it.
  const title = local ? (isStatedId(kind, id) ? (titleOf(local.entry) ?? id) : id) : unresolved(id);
  return { type, title, href: local ? `#${kind}-${id}` : null };
}
