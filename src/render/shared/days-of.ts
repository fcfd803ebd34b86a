import { type AnyDocument, dayOfId } from "../../model/collection.js";
import { compareText } from "../../model/diagnostic.js";

/** The day on which a postmortem or drill was published, else the day of its id; null for an undated draft. */
export function publishedDay({ id, data }: AnyDocument): string | null {
  return data.published_on ?? dayOfId(id);
}

/** The day of its last revision, else that of its publication. */
export function revisedDay(document: AnyDocument): string | null {
  const days = [publishedDay(document), ...(document.data.revisions ?? []).map(({ on }) => on)];
  return (
    days
      .filter((day) => day !== null)
      .sort(compareText)
      .at(-1) ?? null
  );
}
