import { dayOfId } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import { edgesTo, type Graph } from "../model/graph.js";
import { count, defined, described, list, record, type TypeOf, text } from "../util/shape.js";
import { DAY_MS } from "../util/time-units.js";
import type { Choreography } from "./choreography.js";
import { countedOf } from "./counted.js";
import { incidentId, incidentIds } from "./public-values.js";

/** How long after an incident a recurrence is looked for. */
const WINDOW_DAYS = 365;

const followedShape = record("An incident", {
  incident: incidentId,
  recurrences: incidentIds("The incidents that say they are its recurrence, the first first"),
});

const rowShape = defined(
  "skipping_row",
  record("One row of the table", {
    n: count("Incidents that are older than the window"),
    recurred: count("Those that recurred within it"),
    incidents: list(followedShape, "Which, the newest first"),
  }),
);

const stepShape = record("A step", {
  step: text("The id of a response step"),
  skipped: described(rowShape, "Incidents that skipped it"),
  taken: described(rowShape, "Incidents that took it"),
  too_recent: incidentIds("Incidents younger than the window: whether they recur is not known yet"),
});

export const skippingShape = record("Skipping a step against later recurrence: counts, which say nothing of causes", {
  window_days: count("How long after an incident a recurrence is looked for"),
  steps: list(stepShape, "In the order of the catalog"),
});

export type Skipping = TypeOf<typeof skippingShape>;
export type SkippedStep = TypeOf<typeof stepShape>;
export type SkippingRow = TypeOf<typeof rowShape>;
export type FollowedIncident = TypeOf<typeof followedShape>;

/**
 * How many incidents recurred within a year, of those in which a step was skipped and of those in which it was taken.
 * Recurrence is what later published incidents declare; not recorded is not skipped. Counts, which say nothing of causes.
 *
 * @param whole where recurrences are looked for, if `graph` holds only some of the incidents
 */
export function skipping(graph: Graph, { incidents }: Choreography, now: string, whole: Graph = graph): Skipping {
  const published = new Set(countedOf(whole).map(({ id }) => id));
  const today = Date.parse(now);
  const newestFirst = countedOf(graph)
    .map(({ id }) => id)
    .sort((a, b) => compareText(b, a));
  const old = new Map(
    newestFirst
      .filter((id) => isOlderThanWindow(id, today))
      .map((id): [string, FollowedIncident] => [
        id,
        { incident: id, recurrences: recurrencesOf(graph, id, published) },
      ]),
  );
  const steps = graph.collection.catalogs.steps.map(({ id: step }, at): SkippedStep => {
    const outcomeOf = (id: string) => incidents.get(id)?.[at]?.outcome;
    const skippedIt = newestFirst.filter((id) => outcomeOf(id) === "skipped");
    const tookIt = newestFirst.filter((id) => outcomeOf(id) === "taken" || outcomeOf(id) === "taken-without-time");
    return {
      step,
      skipped: rowOf(skippedIt, old),
      taken: rowOf(tookIt, old),
      too_recent: [...skippedIt, ...tookIt].filter((id) => !old.has(id)),
    };
  });
  return { window_days: WINDOW_DAYS, steps };
}

function rowOf(ids: readonly string[], old: ReadonlyMap<string, FollowedIncident>): SkippingRow {
  const incidents = ids.flatMap((id) => old.get(id) ?? []);
  const recurred = incidents.filter(({ recurrences }) => recurrences.length > 0).length;
  return { n: incidents.length, recurred, incidents };
}

/** Without a day it is not known. */
function isOlderThanWindow(id: string, today: number): boolean {
  const day = dayMs(id);
  return day !== null && day + WINDOW_DAYS * DAY_MS < today;
}

/** The published incidents within the window that say they are a recurrence of this one, the first first. */
function recurrencesOf(graph: Graph, id: string, published: ReadonlySet<string>): string[] {
  const start = dayMs(id) ?? Number.NaN;
  const later = edgesTo(graph, `incident:${id}`, "recurs").map(({ from }) => from.slice("incident:".length));
  return [...new Set(later)]
    .filter((other) => {
      const gap = (dayMs(other) ?? Number.NaN) - start;
      return published.has(other) && gap >= 0 && gap <= WINDOW_DAYS * DAY_MS;
    })
    .sort(compareText);
}

/** The day of an id in milliseconds since the epoch; null where it has none. */
function dayMs(id: string): number | null {
  const ms = Date.parse(dayOfId(id) ?? "");
  return Number.isNaN(ms) ? null : ms;
}
