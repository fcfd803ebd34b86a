import { dayOfId } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import type { Graph } from "../model/graph.js";
import { groupBy } from "../util/group-by.js";
import { count, defined, described, list, record, type TypeOf, text } from "../util/shape.js";
import type { Choreography, StepOutcome } from "./choreography.js";
import { countedOf } from "./counted.js";
import { incidentIds } from "./public-values.js";
import { type FollowedIncident, followedBy, followedShape, WINDOW_MONTHS } from "./recurrence-window.js";

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
  taken: described(rowShape, "Incidents that took it before any relapse"),
  late: described(rowShape, "Incidents that took it only after a relapse"),
  not_recorded: described(rowShape, "Incidents that do not say"),
  too_recent: incidentIds("Incidents younger than the window: whether they recur is not known yet"),
});

export const skippingShape = record("Skipping a step against later recurrence: counts, which say nothing of causes", {
  window_months: count("How long after an incident a recurrence is looked for"),
  steps: list(stepShape, "In the order of the catalog"),
});

export type Skipping = TypeOf<typeof skippingShape>;
export type SkippedStep = TypeOf<typeof stepShape>;
export type SkippingRow = TypeOf<typeof rowShape>;

/**
 * How many incidents recurred within 24 months, by whether a step was taken, late, skipped or is not recorded.
 * Recurrence is what later published incidents declare; not recorded is not skipped. Counts, which say nothing of causes.
 *
 * @param whole where recurrences are looked for, if `graph` holds only some of the incidents
 */
export function skipping(graph: Graph, { incidents }: Choreography, now: string, whole: Graph = graph): Skipping {
  const followed = followedBy(graph, now, whole);
  const newestFirst = countedOf(graph)
    .map(({ id }) => id)
    .sort((a, b) => compareText(dayOfId(b) ?? "", dayOfId(a) ?? "") || compareText(b, a));
  const entries = newestFirst.flatMap((id) =>
    (incidents.get(id) ?? []).map(({ step, outcome }) => ({ id, step, outcome })),
  );
  const byStep = groupBy(entries, ({ step }) => step);
  const steps = graph.collection.catalogs.steps.map(({ id: step }): SkippedStep => {
    const ids = (...wanted: readonly StepOutcome[]) =>
      (byStep.get(step) ?? []).filter(({ outcome }) => wanted.includes(outcome)).map(({ id }) => id);
    const groups = {
      skipped: ids("skipped"),
      taken: ids("taken", "taken-without-time"),
      late: ids("late"),
      not_recorded: ids("not-recorded"),
    };
    return {
      step,
      skipped: rowOf(groups.skipped, followed),
      taken: rowOf(groups.taken, followed),
      late: rowOf(groups.late, followed),
      not_recorded: rowOf(groups.not_recorded, followed),
      too_recent: Object.values(groups)
        .flat()
        .filter((id) => !followed.has(id)),
    };
  });
  return { window_months: WINDOW_MONTHS, steps };
}

function rowOf(ids: readonly string[], old: ReadonlyMap<string, FollowedIncident>): SkippingRow {
  const incidents = ids.flatMap((id) => old.get(id) ?? []);
  const recurred = incidents.filter(({ recurrences }) => recurrences.length > 0).length;
  return { n: incidents.length, recurred, incidents };
}
