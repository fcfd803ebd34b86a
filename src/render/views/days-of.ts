import { dayOfId, type Postmortem } from "../../model/collection.js";
import { compareText } from "../../model/diagnostic.js";

/** The day on which a postmortem was published, else the day of the incident; null for an undated draft. */
export function publishedDay({ id, data }: Postmortem): string | null {
  return data.published_on ?? dayOfId(id);
}

/** The day of its last revision, else that of its publication. */
export function revisedDay(postmortem: Postmortem): string | null {
  const days = [publishedDay(postmortem), ...(postmortem.data.revisions ?? []).map(({ on }) => on)];
  return (
    days
      .filter((day) => day !== null)
      .sort(compareText)
      .at(-1) ?? null
  );
}
