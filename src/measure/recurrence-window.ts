import { Temporal } from "temporal-polyfill";
import { dayOfId } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import { edgesTo, type Graph } from "../model/graph.js";
import { record, type TypeOf } from "../util/shape.js";
import { countedOf } from "./counted.js";
import { incidentId, incidentIds } from "./public-values.js";

/** How long after an incident a recurrence is looked for, in months of the calendar. */
export const WINDOW_MONTHS = 24;

export const followedShape = record("An incident", {
  incident: incidentId,
  recurrences: incidentIds("The incidents that say they are its recurrence, the first first"),
});

export type FollowedIncident = TypeOf<typeof followedShape>;

/**
 * The published incidents whose window has passed by `now`, a UTC day, with the published incidents within it that declare
 * to be their recurrence, by id. Without a day it is not known whether the window has passed.
 *
 * @param whole where recurrences are looked for, if `graph` holds only some of the incidents
 */
export function followedBy(graph: Graph, now: string, whole: Graph = graph): ReadonlyMap<string, FollowedIncident> {
  const published = new Set(countedOf(whole).map(({ id }) => id));
  return new Map(
    countedOf(graph).flatMap(({ id }): [string, FollowedIncident][] => {
      const end = endOfWindow(id);
      if (end === null || end >= now) return [];
      return [[id, { incident: id, recurrences: recurrencesOf(graph, id, end, published) }]];
    }),
  );
}

/** The last day of the window of an incident, `YYYY-MM-DD`. */
function endOfWindow(id: string): string | null {
  const day = dayOfId(id);
  return day === null ? null : Temporal.PlainDate.from(day).add({ months: WINDOW_MONTHS }).toString();
}

function recurrencesOf(graph: Graph, id: string, end: string, published: ReadonlySet<string>): string[] {
  const start = dayOfId(id) ?? "";
  const later = edgesTo(graph, `incident:${id}`, "recurs").map(({ from }) => from.slice("incident:".length));
  return [...new Set(later)]
    .filter((other) => {
      const day = dayOfId(other) ?? "";
      return published.has(other) && day >= start && day <= end;
    })
    .sort(compareText);
}
