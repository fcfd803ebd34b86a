import type { Graph } from "../model/graph.js";
import type { Choreography, StepOutcome, StepTaken } from "./choreography.js";
import { isCounted } from "./counted.js";
import { type Quartiles, quartilesOf } from "./quartiles.js";

/** The response of one incident against the prescribed order. */
interface ReplayedIncident {
  incident: string;
  counted: boolean;
  /** The numbers of the steps that have a time, in the order in which they were first taken. */
  order: readonly number[];
  /** Whether two steps were certainly taken the other way round. */
  inverted: boolean;
  /** The first step that was skipped or could not be taken. */
  firstMissing: { step: string; number: number; outcome: StepOutcome } | null;
  /** The first step of which the record does not tell; that is not skipped. */
  firstNotRecorded: { step: string; number: number } | null;
}

/** One step over published incidents. */
interface ReplayedStep {
  step: string;
  /** The incidents in which it was the first that was missing. */
  firstMissing: readonly string[];
  /** The incidents in which it was the first that is not recorded. */
  firstNotRecorded: readonly string[];
  /** The incidents of which the time from detection to it is known, and where these times lie. */
  timed: readonly string[];
  sinceDetection: Quartiles | null;
}

export interface Replay {
  /** By id of the postmortem, all postmortems of the collection. */
  incidents: ReadonlyMap<string, ReplayedIncident>;
  /** By id of the step, in the order of the catalog. */
  steps: ReadonlyMap<string, ReplayedStep>;
  /** Published incidents that certainly took steps out of order, and those in which at least two steps have a time. */
  inverted: readonly string[];
  ordered: readonly string[];
}

/**
 * The order in which steps were taken against the order of the catalog, and where each response first departs from it
 * (content model, "Response"). What is not recorded is not skipped, and is told apart.
 */
export function replay(graph: Graph, { incidents, inverted }: Choreography): Replay {
  const { postmortems, catalogs } = graph.collection;
  const all = postmortems.map((postmortem): ReplayedIncident => {
    const steps = incidents.get(postmortem.id) ?? [];
    const missing = steps.find(({ outcome }) => outcome === "skipped" || outcome === "not-possible");
    const silent = steps.find(({ outcome }) => outcome === "not-recorded");
    return {
      incident: postmortem.id,
      counted: isCounted(postmortem),
      order: orderOf(steps),
      inverted: inverted.has(postmortem.id),
      firstMissing: missing ? { step: missing.step, number: missing.number, outcome: missing.outcome } : null,
      firstNotRecorded: silent ? { step: silent.step, number: silent.number } : null,
    };
  });
  const counted = all.filter((one) => one.counted);
  const idsOf = (keep: (one: ReplayedIncident) => boolean) => counted.filter(keep).map(({ incident }) => incident);
  return {
    incidents: new Map(all.map((one) => [one.incident, one])),
    steps: new Map(
      catalogs.steps.map(({ id }, at) => {
        const timed = counted.flatMap(({ incident }) => {
          const { outcome, sinceDetection: time } = incidents.get(incident)?.[at] ?? NO_STEP;
          return outcome === "taken" && time ? [{ incident, time }] : [];
        });
        const step: ReplayedStep = {
          step: id,
          firstMissing: idsOf(({ firstMissing }) => firstMissing?.step === id),
          firstNotRecorded: idsOf(({ firstNotRecorded }) => firstNotRecorded?.step === id),
          timed: timed.map(({ incident }) => incident),
          sinceDetection: quartilesOf(timed.map(({ time }) => time)),
        };
        return [id, step];
      }),
    ),
    inverted: idsOf((one) => one.inverted),
    ordered: idsOf(({ order }) => order.length > 1),
  };
}

const NO_STEP = { outcome: "not-recorded", sinceDetection: null } as const;

function orderOf(steps: readonly StepTaken[]): number[] {
  const timed = steps.flatMap(({ at, number }) => (at ? [{ at, number }] : []));
  return timed
    .sort((a, b) => a.at.from - b.at.from || a.at.to - b.at.to || a.number - b.number)
    .map(({ number }) => number);
}
