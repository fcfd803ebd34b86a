import { countedOf, primaryClass } from "../../../measure/counted.js";
import type { FailureClass } from "../../../model/schema-types.js";
import { groupBy } from "../../../util/group-by.js";
import { aboutDuration } from "../../kit/formats/format-duration.js";
import { type ClassMark, classMark } from "../../shared/class-mark.js";
import { memoBySite } from "../../shared/memo-by-site.js";
import { publishedReferrers } from "../../shared/referrers.js";
import { type ListedEntry, listedEntry, type Site } from "../../shared/site-model.js";

/** A class with what the collection knows about it. */
export interface ClassSummary extends ListedEntry {
  mark: ClassMark | null;
  description: string;
  lookFirst: string;
  /** Published incidents whose primary class it is. */
  incidents: number;
  /** Their median detection delay, and over how many. */
  median: string | null;
  n: number;
  kinds: (ListedEntry & { description: string; incidents: number })[];
}

export function classSummary(site: Site, entry: FailureClass): ClassSummary {
  const delay = site.measures.detectionDelay.classes.get(entry.id);
  return {
    mark: classMark(site, entry.id),
    ...listedEntry(site, "class", entry.id),
    description: entry.description,
    lookFirst: entry.look_first,
    incidents: incidentsOfClass(site, entry).length,
    median: delay?.median ? aboutDuration(delay.median) : null,
    n: delay?.n ?? 0,
    kinds: entry.kinds.map((kind) => ({
      ...listedEntry(site, "kind", `${entry.id}/${kind.id}`),
      description: kind.description,
      incidents: publishedReferrers(site, `kind:${entry.id}/${kind.id}`, "has-kind").size,
    })),
  };
}

/** The published incidents of a class: each counts once, for the class of its primary kind. */
export function incidentsOfClass(site: Site, { id }: FailureClass): readonly string[] {
  return incidentsByClass(site, "").get(id) ?? [];
}

const incidentsByClass = memoBySite(({ graph }, _key): ReadonlyMap<string | null, string[]> => {
  const byClass = groupBy(countedOf(graph), primaryClass);
  return new Map([...byClass].map(([id, incidents]) => [id, incidents.map((one) => one.id)]));
});
