import type { AnyDocument } from "../../model/collection.js";
import { entriesIn, KINDS, parseReference } from "../../model/kinds.js";
import { linkTo, type Site } from "./site-model.js";

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
  const { home, label, singular } = KINDS[kind];
  const type = label ?? singular;
  if (!("document" in home)) {
    const { title, path } = linkTo(site, kind, id);
    return { type, title, href: path };
  }
  const exists = entriesIn(data, home.document).some((entry) => entry.id === id);
  return { type, title: id, href: exists ? `#${kind}-${id}` : null };
}
