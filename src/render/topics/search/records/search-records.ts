import { type AnyDocument, dayOfId } from "../../../../model/collection.js";
import { comparePlanned, type PlannedRecord, type RecordOutline } from "../../../../model/search-record.js";
import { documentPath } from "../../../shared/paths.js";
import type { Site } from "../../../shared/site-model.js";
import { catalogRecords } from "./catalog-records.js";
import { drillOutline, filledIn, postmortemOutline } from "./document-records.js";

/** Everything that search finds, in the order of the index. */
export function searchRecords(site: Site): PlannedRecord[] {
  const entries = catalogRecords(site).map((one) => ({
    group: one.group,
    path: one.path,
    day: one.day,
    document: null,
    make: () => one,
  }));
  const { drills } = site.graph.collection;
  return [
    ...site.newestFirst.map((one) => planned("incident", one, () => postmortemOutline(site, one))),
    ...entries,
    ...drills.map((one) => planned("drill", one, () => drillOutline(site, one))),
  ].sort(comparePlanned);
}

function planned(group: PlannedRecord["group"], one: AnyDocument, outline: () => RecordOutline): PlannedRecord {
  return {
    group,
    path: documentPath(one),
    day: dayOfId(one.id),
    document: { path: one.source.path, outline },
    make: (known = outline()) => filledIn(known, one.body),
  };
}
