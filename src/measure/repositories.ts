import { type AnyDocument, dayOfId } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import type { Graph } from "../model/graph.js";
import { CATALOG_KINDS } from "../model/kinds.js";
import { sourceOfId } from "../model/repository-source.js";
import type { MissingEvidence } from "../model/schema-types.js";
import { listOf } from "../model/values/blank.js";
import { count, day, list, orNull, record, type TypeOf, text } from "../util/shape.js";
import type { ActionFollowThrough } from "./action-follow-through.js";
import { countedOf } from "./counted.js";
import type { DetectionDelay } from "./detection-delay.js";
import { publicDuration, publicQuartiles, quartiles } from "./public-values.js";
import { type Quartiles, quartilesOf } from "./quartiles.js";
import type { Recurrence } from "./recurrence.js";

/** What one repository of the collection comes to, or all of them. */
export interface RepositoryNumbers {
  /** The name of the source; null for the collection itself and for all. */
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
export interface Repositories {
  /** The collection itself, then its sources by name. */
  each: readonly RepositoryNumbers[];
  all: RepositoryNumbers;
}

/** The measures that the numbers of a repository are taken from. */
interface Counted {
  detectionDelay: DetectionDelay;
  recurrence: Recurrence;
  actionFollowThrough: ActionFollowThrough;
}

/** Null where the collection has no sources that are seen. */
export function repositories(graph: Graph, counted: Counted): Repositories | null {
  const { sources = [], config } = graph.collection;
  if (sources.length === 0) return null;
  const numbers = (name: string | null, title: string) =>
    numbersOf(graph, counted, { name, title }, (id) => sourceOfId(id) === name);
  return {
    each: [numbers(null, config.title), ...sources.map(({ name, title }) => numbers(name, title))],
    all: numbersOf(graph, counted, { name: null, title: "All repositories" }, () => true),
  };
}

function numbersOf(
  graph: Graph,
  { detectionDelay, recurrence, actionFollowThrough }: Counted,
  names: Pick<RepositoryNumbers, "name" | "title">,
  isOfIt: (id: string) => boolean,
): RepositoryNumbers {
  const { postmortems, drills, catalogs } = graph.collection;
  const incidents = countedOf(graph).filter(({ id }) => isOfIt(id));
  const ownDrills = drills.filter(({ id }) => isOfIt(id));
  const documents: AnyDocument[] = [...postmortems.filter(({ id }) => isOfIt(id)), ...ownDrills];
  const gaps = documents.flatMap(({ data }) => listOf<MissingEvidence>(data.missing_evidence));
  const ids = new Set(incidents.map(({ id }) => id));
  const recurred = recurrence.declared.flatMap(({ later }) => (ids.has(later) ? later : []));
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

const numberFields = {
  incidents: count("Its published incidents"),
  drills: count("Its drills"),
  entries: count("Entries of its catalogs that are not word for word those of the collection"),
  open_gaps: count("Its gaps of evidence that are open"),
  undetected: quartiles("How long its incidents were undetected"),
  recurrences: count("Its incidents that are declared to be a recurrence"),
  overdue: count("Its own actions that are overdue"),
  newest: orNull(day("The day of its newest document; null where none has a day")),
};

export const repositoriesShape = orNull(
  record("Figures of each repository that the collection is made of; null where it is one alone", {
    all: record("All repositories together", numberFields),
    each: list(
      record("A repository", {
        name: orNull(text("The name of the source; null for the collection itself")),
        title: text("The title of its collection"),
        ...numberFields,
      }),
      "The collection itself, then its sources by name",
    ),
  }),
);

export function publicRepositories(measure: Repositories | null): TypeOf<typeof repositoriesShape> {
  if (measure === null) return null;
  return {
    all: publicNumbers(measure.all),
    each: measure.each.map((one) => ({ name: one.name, title: one.title, ...publicNumbers(one) })),
  };
}

function publicNumbers(one: RepositoryNumbers) {
  const { incidents, drills, entries, openGaps, undetected, recurrences, overdue, newest } = one;
  return {
    incidents,
    drills,
    entries,
    open_gaps: openGaps,
    undetected: publicQuartiles(undetected, publicDuration),
    recurrences,
    overdue,
    newest,
  };
}
