import { isCounted } from "../../measure/counted.js";
import { type AnyDocument, type Collection, dayOfId } from "../../model/collection.js";
import { compareText } from "../../model/diagnostic.js";
import { CATALOG_KINDS } from "../../model/kinds.js";
import { sourceOfId } from "../../model/repository-source.js";
import type { MissingEvidence } from "../../model/schema-types.js";
import { listOf } from "../../model/values/blank.js";

/** What a reader sees of one repository of the collection. */
export interface SourceRow {
  /** Null for the collection itself. */
  name: string | null;
  title: string;
  incidents: number;
  drills: number;
  /** Entries of its catalogs that are not word for word those of the collection. */
  entries: number;
  openGaps: number;
  /** The day of its newest document; null where it has none with a day. */
  newest: string | null;
}

/** The collection itself, then its sources by name; none where it has no sources that are seen. */
export function sourceRows(collection: Collection): SourceRow[] {
  const { sources = [], config } = collection;
  if (sources.length === 0) return [];
  const all = [{ name: null, title: config.title }, ...sources];
  return all.map(({ name, title }): SourceRow => {
    const isOfIt = ({ id }: { id: string }) => sourceOfId(id) === name;
    const documents: AnyDocument[] = [...collection.postmortems, ...collection.drills].filter(isOfIt);
    const gaps = documents.flatMap(({ data }) => listOf<MissingEvidence>(data.missing_evidence));
    return {
      name,
      title,
      incidents: collection.postmortems.filter((one) => isOfIt(one) && isCounted(one)).length,
      drills: collection.drills.filter(isOfIt).length,
      entries: CATALOG_KINDS.reduce(
        (sum, { property }) => sum + collection.catalogs[property].filter(isOfIt).length,
        0,
      ),
      openGaps: gaps.filter(({ status }) => status !== "closed").length,
      newest:
        documents
          .flatMap(({ id }) => dayOfId(id) ?? [])
          .sort(compareText)
          .at(-1) ?? null,
    };
  });
}
