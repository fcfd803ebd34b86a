import { countedOf } from "../../measure/counted.js";
import type { Measures } from "../../measure/measure.js";
import { type Quartiles, quartilesOf } from "../../measure/quartiles.js";
import { type AnyDocument, dayOfId } from "../../model/collection.js";
import { compareText } from "../../model/diagnostic.js";
import type { Graph } from "../../model/graph.js";
import { CATALOG_KINDS } from "../../model/kinds.js";
import { sourceOfId } from "../../model/repository-source.js";
import type { MissingEvidence } from "../../model/schema-types.js";
import { listOf } from "../../model/values/blank.js";

/** What a reader sees of one repository of the collection, or of all. */
export interface SourceRow {
  /** Null for the collection itself and for all. */
  name: string | null;
  title: string;
  incidents: number;
  drills: number;
  /** Entries of its catalogs that are not word for word those of the collection. */
  entries: number;
  openGaps: number;
  /** How long its incidents were undetected, in milliseconds. */
  undetected: Quartiles | null;
  /** Its incidents that are declared to be a recurrence. */
  recurrences: number;
  /** Its own actions that are overdue. */
  overdue: number;
  /** The day of its newest document; null where it has none with a day. */
  newest: string | null;
}

/** The repositories of a collection, and what they come to together. */
export interface SourceRows {
  /** The collection itself, then its sources by name. */
  repositories: readonly SourceRow[];
  all: SourceRow;
}

/** Null where the collection has no sources that are seen. What measures leave out is not counted. */
export function sourceRows({ graph, measures }: { graph: Graph; measures: Measures }): SourceRows | null {
  const { sources = [], config } = graph.collection;
  if (sources.length === 0) return null;
  const row = (name: string | null, title: string) =>
    rowOf(graph, measures, { name, title }, (id) => sourceOfId(id) === name);
  return {
    repositories: [row(null, config.title), ...sources.map(({ name, title }) => row(name, title))],
    all: rowOf(graph, measures, { name: null, title: "All repositories" }, () => true),
  };
}

function rowOf(
  graph: Graph,
  { detectionDelay, recurrence, actionFollowThrough }: Measures,
  names: Pick<SourceRow, "name" | "title">,
  isOfIt: (id: string) => boolean,
): SourceRow {
  const { postmortems, drills, catalogs } = graph.collection;
  const isMeasured = (id: string) => isOfIt(id) && detectionDelay.incidents.has(id);
  const incidents = countedOf(graph).filter(({ id }) => isMeasured(id));
  const ownDrills = drills.filter(({ id }) => isOfIt(id));
  const documents: AnyDocument[] = [...postmortems.filter(({ id }) => isMeasured(id)), ...ownDrills];
  const gaps = documents.flatMap(({ data }) => listOf<MissingEvidence>(data.missing_evidence));
  const recurred = recurrence.declared.filter(({ later }) => isMeasured(later)).map(({ later }) => later);
  const days = documents.flatMap(({ id }) => dayOfId(id) ?? []);
  return {
    ...names,
    incidents: incidents.length,
    drills: ownDrills.length,
    entries: CATALOG_KINDS.reduce(
      (sum, { property }) => sum + catalogs[property].filter(({ id }) => isOfIt(id)).length,
      0,
    ),
    openGaps: gaps.filter(({ status }) => status !== "closed").length,
    undetected: quartilesOf(incidents.flatMap(({ id }) => detectionDelay.incidents.get(id)?.blind ?? [])),
    recurrences: new Set(recurred).size,
    overdue: actionFollowThrough.rows.filter(
      ({ document, account, overdue }) => overdue && account === "own" && isOfIt(document),
    ).length,
    newest: days.sort(compareText).at(-1) ?? null,
  };
}
