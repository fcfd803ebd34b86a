import type { SearchRecord } from "../../../../model/search-record.js";
import type { Site } from "../../../shared/site-model.js";
import { catalogRecords } from "./catalog-records.js";
import { drillRecord, postmortemRecord } from "./document-records.js";

/** Everything that search finds. */
export function* searchRecords(site: Site): Iterable<SearchRecord> {
  for (const postmortem of site.newestFirst) yield postmortemRecord(site, postmortem);
  yield* catalogRecords(site);
  for (const drill of site.graph.collection.drills) yield drillRecord(site, drill);
}
