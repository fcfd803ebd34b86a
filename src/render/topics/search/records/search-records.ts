import { type AnyDocument, dayOfId } from "../../../../model/collection.js";
import { comparePlanned, type PlannedRecord, type SearchRecord } from "../../../../model/search-record.js";
import { documentPath } from "../../../shared/paths.js";
import type { Site } from "../../../shared/site-model.js";
import { catalogRecords } from "./catalog-records.js";
import { drillRecord, postmortemRecord } from "./document-records.js";

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
    ...site.newestFirst.map((one) => planned("incident", one, () => postmortemRecord(site, one))),
    ...entries,
    ...drills.map((one) => planned("drill", one, () => drillRecord(site, one))),
  ].sort(comparePlanned);
}

function planned(group: SearchRecord["group"], document: AnyDocument, make: () => SearchRecord): PlannedRecord {
  return { group, path: documentPath(document), day: dayOfId(document.id), document: document.source.path, make };
}
