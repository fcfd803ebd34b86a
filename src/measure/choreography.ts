import type { Postmortem } from "../model/collection.js";
import type { Graph } from "../model/graph.js";
import { disputedTimeOf, marksOf } from "../model/marks.js";
import type { Event, Response, Step } from "../model/schema-types.js";
import { isBlank } from "../model/values/blank.js";
import { between, certainlyAfter, type Range } from "../model/values/range.js";
import { groupBy } from "../util/group-by.js";
import { lazily } from "../util/lazily.js";
import { memoize } from "../util/memoize.js";
import { count, flag, list, oneOf, record, type TypeOf, text } from "../util/shape.js";
import { applicableEntries, repositoryOf } from "./applicable-entries.js";
import { countedOf } from "./counted.js";
import { durationRange, incidentId, incidentIds, publicDuration, publicQuartiles, quartiles } from "./public-values.js";
import { type Quartiles, quartilesOf } from "./quartiles.js";

const outcomeShape = oneOf(
  ["taken", "taken-without-time", "late", "ineffective", "skipped", "not-possible", "not-needed", "not-recorded"],
  "How it went; not recorded is not skipped",
);

/** How a step went. `not-recorded` (no event and no entry, or an entry `unknown`) is not `skipped`. */
export type StepOutcome = TypeOf<typeof outcomeShape>;

/** One response step in one incident. */
export interface StepTaken {
  step: string;
  /** The place of the step in the catalog, from 1. */
  number: number;
  outcome: StepOutcome;
  /** When it was taken: its first event, in milliseconds since the epoch. Null without a known time. */
  at: Range | null;
  /** When it took effect: its last event. */
  effectAt: Range | null;
  /** From `began` to `at`, in milliseconds. */
  offset: Range | null;
  /** From `detected` to `at`, in milliseconds; negative where the step came first. */
  sinceDetection: Range | null;
  /** The events of the timeline that carry it. */
  events: readonly Event[];
  /** What `response` says about it. */
  entry: Response | null;
}

/** How often a step was taken, over published incidents. */
interface StepSummary {
  step: string;
  taken: number;
  /** Taken only after a relapse. */
  late: number;
  ineffective: number;
  skipped: number;
  notPossible: number;
  notNeeded: number;
  notRecorded: number;
  /** From detection to the step, over those of its incidents in which both times are known. */
  sinceDetection: Quartiles | null;
}

/** Two steps that were certainly taken in another order than the catalog's, by their numbers. */
interface Inverted {
  early: number;
  late: number;
}

/** Two steps of the catalog, and which came first where both took effect at times that are certainly in order. */
interface PairOrder {
  first: string;
  second: string;
  /** The ids of published incidents. */
  firstBefore: readonly string[];
  secondBefore: readonly string[];
  /** Those in which both have a time, but the times do not tell. */
  notCertain: readonly string[];
}

export interface Choreography {
  /** All steps of the catalog that apply to it, in its order, by id of the postmortem. */
  incidents: ReadonlyMap<string, readonly StepTaken[]>;
  /** The first such pair of each postmortem that has one, by its id. */
  inverted: ReadonlyMap<string, Inverted>;
  summaries: ReadonlyMap<string, StepSummary>;
  /** The ids of published incidents that certainly took steps out of order, and of those in which two steps or more have a time. */
  outOfOrder: readonly string[];
  ordered: readonly string[];
  /** Every two steps of a repository that both took effect at a known time in at least one published incident, in the order of the catalog. */
  pairs: readonly PairOrder[];
}

/** Which response steps each incident took and skipped, and which are not recorded. */
export function choreography(graph: Graph): Choreography {
  const { postmortems, catalogs } = graph.collection;
  const ids = catalogs.steps.map((step) => step.id);
  const apply = applicableEntries(graph);
  const incidents = new Map(postmortems.map(({ id, data }) => [id, stepsTaken(catalogs.steps)(apply(id).steps)(data)]));
  const countedIds = countedOf(graph).map(({ id }) => id);
  // A page of an incident asks for its steps alone.
  const all: Choreography = lazily({
    incidents: () => incidents,
    inverted: () => new Map([...incidents].flatMap(([id, steps]) => invertedOf(id, steps))),
    outOfOrder: () => countedIds.filter((id) => all.inverted.has(id)),
    ordered: () => countedIds.filter((id) => orderOf(incidents.get(id) ?? []).length > 1),
    pairs: () => pairsOf(ids, countedIds, incidents),
    summaries: () => {
      const counted = groupBy(
        countedIds.flatMap((id) => incidents.get(id) ?? []),
        ({ step }) => step,
      );
      return new Map(ids.map((id) => [id, summarise(id, counted.get(id) ?? [])]));
    },
  });
  return all;
}

/** Kept by catalog, by the steps that apply and by document, so that a document that changes is measured alone. */
const stepsTaken = memoize((catalog: readonly Step[]) => {
  const numbers = new Map(catalog.map(({ id }, at) => [id, at + 1]));
  return memoize((steps: readonly Step[]) => memoize((data: Postmortem["data"]) => stepsOf(data, steps, numbers)));
});

function stepsOf(
  data: Postmortem["data"],
  steps: readonly { id: string }[],
  numbers: ReadonlyMap<string, number>,
): StepTaken[] {
  const { timeline = [], response = [] } = data;
  const marks = marksOf(data.timeline);
  const [began, detected] = [marks.get("began")?.at, marks.get("detected")?.at];
  return steps.map(({ id: step }) => {
    const events = timeline.filter((event) => event.steps?.includes(step));
    const entry = response.find((one) => one.step === step) ?? null;
    const times = events.flatMap((event) => disputedTimeOf(event) ?? []);
    const taken = times[0] ?? null;
    return {
      step,
      number: numbers.get(step) ?? 0,
      outcome: outcomeOf(events, entry, taken),
      at: taken,
      effectAt: times.at(-1) ?? null,
      offset: began && taken ? bounded(between(began, taken)) : null,
      sinceDetection: detected && taken ? bounded(between(detected, taken)) : null,
      events,
      entry,
    };
  });
}

/** Null for a time of which the bound excludes nothing, as between marks. */
function bounded(time: Range): Range | null {
  return time.to === Number.POSITIVE_INFINITY && time.from <= 0 ? null : time;
}

function outcomeOf(events: readonly Event[], entry: Response | null, at: Range | null): StepOutcome {
  if (entry?.outcome === "ineffective" || entry?.outcome === "late") return entry.outcome;
  if (events.length > 0) return at ? "taken" : "taken-without-time";
  if (entry === null || entry.outcome === "unknown" || entry.outcome === "not-recorded") return "not-recorded";
  return entry.outcome === "taken" ? "taken-without-time" : entry.outcome;
}

/** Steps with effect and a time that is neither blank nor approximate: only these are in an order, as in the rule `choreography-order`. */
function inOrder(steps: readonly StepTaken[]): { step: string; number: number; at: Range }[] {
  return steps.flatMap(({ step, number, at, outcome, events }) => {
    const exact = events.every((event) => !isBlank(event.at) && event.approximate !== true);
    return at && exact && outcome !== "ineffective" ? [{ step, number, at }] : [];
  });
}

function pairsOf(
  ids: readonly string[],
  counted: readonly string[],
  incidents: ReadonlyMap<string, readonly StepTaken[]>,
): PairOrder[] {
  const timed = counted.map((id) => {
    const times = inOrder(incidents.get(id) ?? []).map(({ number, at }) => [number, at] as const);
    return { id, times: new Map(times) };
  });
  return ids.flatMap((first, a) =>
    ids.slice(a + 1).flatMap((second, offset): PairOrder[] => {
      if (repositoryOf(first) !== repositoryOf(second)) return [];
      const both = timed.flatMap(({ id, times }) => {
        const [one, other] = [times.get(a + 1), times.get(a + 2 + offset)];
        return one && other ? [{ id, one, other }] : [];
      });
      if (both.length === 0) return [];
      const idsOf = (wanted: (pair: (typeof both)[number]) => boolean) => both.filter(wanted).map(({ id }) => id);
      return [
        {
          first,
          second,
          firstBefore: idsOf(({ one, other }) => certainlyAfter(other, one)),
          secondBefore: idsOf(({ one, other }) => certainlyAfter(one, other)),
          notCertain: idsOf(({ one, other }) => !certainlyAfter(other, one) && !certainlyAfter(one, other)),
        },
      ];
    }),
  );
}

function invertedOf(id: string, steps: readonly StepTaken[]): [string, Inverted][] {
  const timed = inOrder(steps);
  const byTime = [...timed].sort((a, b) => a.at.from - b.at.from);
  for (const early of byTime) {
    const late = timed.find(
      (other) =>
        other.number < early.number &&
        repositoryOf(other.step) === repositoryOf(early.step) &&
        certainlyAfter(other.at, early.at),
    );
    if (late) return [[id, { early: early.number, late: late.number }]];
  }
  return [];
}

/** The numbers of the steps with effect that have a time, in the order in which they were first taken. */
function orderOf(steps: readonly StepTaken[]): number[] {
  const timed = steps.flatMap(({ at, number, outcome }) => (at && outcome !== "ineffective" ? [{ at, number }] : []));
  return timed
    .sort((a, b) => a.at.from - b.at.from || a.at.to - b.at.to || a.number - b.number)
    .map(({ number }) => number);
}

function summarise(step: string, rows: readonly StepTaken[]): StepSummary {
  const count = (...wanted: StepOutcome[]) => rows.filter((row) => wanted.includes(row.outcome)).length;
  const delays = rows.flatMap(({ outcome, sinceDetection }) =>
    outcome === "taken" && sinceDetection ? [sinceDetection] : [],
  );
  return {
    step,
    taken: count("taken", "taken-without-time"),
    late: count("late"),
    ineffective: count("ineffective"),
    skipped: count("skipped"),
    notPossible: count("not-possible"),
    notNeeded: count("not-needed"),
    notRecorded: count("not-recorded"),
    sinceDetection: quartilesOf(delays),
  };
}

/** How one step went in one incident. */
export const stepShape = record("A step", {
  step: text("The id of a response step"),
  outcome: outcomeShape,
  since_began: durationRange("From began to its first event"),
  since_detected: durationRange("From detected to its first event; negative where it came first"),
});

export const choreographyShape = record("Which response steps were taken, in which order and when", {
  ordered: incidentIds("Published incidents in which at least two steps that had effect have a time"),
  out_of_order: incidentIds("Those that certainly took steps in another order than the catalog's"),
  pairs: list(
    record("Two steps", {
      first: text("The id of the step that the catalog lists first"),
      second: text("The id of the other one"),
      first_before: incidentIds("Published incidents in which the first certainly came before the second"),
      second_before: incidentIds("Those in which the second certainly came before the first"),
      not_certain: incidentIds("Those in which both have a time, but the times do not tell"),
    }),
    "The order of every two steps that had effect at a known time",
  ),
  steps: list(
    record("A step over published incidents", {
      step: text("The id of a response step"),
      taken: count("Taken"),
      late: count("Taken only after a relapse"),
      ineffective: count("Taken without effect"),
      skipped: count("Skipped"),
      not_possible: count("Not possible"),
      not_needed: count("Not needed"),
      not_recorded: count("Not recorded, which is not skipped"),
      since_detection: quartiles("From detection to the step, over incidents in which both times are known"),
    }),
    "In the order of the catalog",
  ),
  incidents: list(
    record("An incident", {
      incident: incidentId,
      order: list(count("The place of a step in the catalog", 1), "Its steps in the order in which they were taken"),
      out_of_order: flag("Whether two were certainly taken in another order than the catalog's"),
      steps: list(
        stepShape,
        "All steps that apply to it: those of its repository, and those that one of its documents names",
      ),
    }),
    "By incident",
  ),
});

export function publicChoreography({
  summaries,
  incidents,
  inverted,
  ordered,
  outOfOrder,
  pairs,
}: Choreography): TypeOf<typeof choreographyShape> {
  return {
    ordered,
    out_of_order: outOfOrder,
    pairs: pairs.map(({ first, second, firstBefore, secondBefore, notCertain }) => ({
      first,
      second,
      first_before: firstBefore,
      second_before: secondBefore,
      not_certain: notCertain,
    })),
    steps: [...summaries.values()].map((step) => ({
      step: step.step,
      taken: step.taken,
      late: step.late,
      ineffective: step.ineffective,
      skipped: step.skipped,
      not_possible: step.notPossible,
      not_needed: step.notNeeded,
      not_recorded: step.notRecorded,
      since_detection: publicQuartiles(step.sinceDetection, publicDuration),
    })),
    incidents: [...incidents].map(([incident, steps]) => ({
      incident,
      order: orderOf(steps),
      out_of_order: inverted.has(incident),
      steps: steps.map(publicStep),
    })),
  };
}

export function publicStep({ step, outcome, offset, sinceDetection }: StepTaken): TypeOf<typeof stepShape> {
  return { step, outcome, since_began: publicDuration(offset), since_detected: publicDuration(sinceDetection) };
}
