import type { AnyDocument } from "../../model/collection.js";
import { unresolved } from "./site-model.js";

/** A cited source or piece of evidence, with its anchor in the page; null if the document has no such entry. */
export interface Cite {
  /** As it is shown: one that leads nowhere is said to. */
  id: string;
  href: string | null;
}

/** What an entry cites, as links into the lists of the page. */
export function citesOf(document: AnyDocument, cites: readonly string[] | undefined): Cite[] {
  return (cites ?? []).map((id) => {
    const href = anchorOf(document, id);
    return { id: href === null ? unresolved(id) : id, href };
  });
}

function anchorOf({ data }: AnyDocument, id: string): string | null {
  if (data.sources?.some((source) => source.id === id)) return `#source-${id}`;
  return data.evidence?.some((evidence) => evidence.id === id) ? `#evidence-${id}` : null;
}
