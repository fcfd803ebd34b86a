import type { AnyDocument } from "../../model/collection.js";

/** A cited source or piece of evidence, with its anchor in the page; null if the document has no such entry. */
export interface Cite {
  id: string;
  href: string | null;
}

/** What an entry cites, as links into the lists of the page. */
export function citesOf(document: AnyDocument, cites: readonly string[] | undefined): Cite[] {
  return (cites ?? []).map((id) => ({ id, href: anchorOf(document, id) }));
}

function anchorOf({ data }: AnyDocument, id: string): string | null {
  if (data.sources?.some((source) => source.id === id)) return `#source-${id}`;
  return data.evidence?.some((evidence) => evidence.id === id) ? `#evidence-${id}` : null;
}
