import { isBlank } from "../model/blank.js";
import type { Postmortem } from "../model/collection.js";
import type { Graph } from "../model/graph.js";
import { marksOf, timeOf } from "../model/marks.js";
import { between, certainlyAfter, type Range } from "../model/range.js";
import type { Event, Response } from "../model/schema-types.js";
import { countedOf } from "./counted.js";
import { type Quartiles, quartilesOf } from "./quartiles.js";

/** What became of a step. `not-recorded` (no event and no entry, or an entry `unknown`) is not `skipped`. */
export type StepOutcome =
  | "taken"
  | "taken-without-time"
  | "ineffective"
  | "skipped"
  | "not-possible"
  | "not-needed"
  | "not-recorded";

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
  /** What the author says about it beside the timeline. */
  entry: Response | null;
}

/** How often a step was taken, over published incidents. */
interface StepSummary {
  step: string;
  taken: number;
  ineffective: number;
  skipped: number;
  notPossible: number;
  notNeeded: number;
  notRecorded: number;
  /** From detection to the step, over those of its incidents in which both times are known. */
  sinceDetection: Quartiles | null;
}

/** Two steps that were certainly taken the other way round than the catalog has them, by their numbers. */
interface Inverted {
  early: number;
  late: number;
}

export interface Choreography {
  /** By id of the postmortem: all steps of the catalog, in its order. */
  incidents: ReadonlyMap<string, readonly StepTaken[]>;
  /** By id of the postmortem, of those that took steps out of order: the first pair. */
  inverted: ReadonlyMap<string, Inverted>;
  summaries: ReadonlyMap<string, StepSummary>;
  /** The ids of published incidents that certainly took steps out of order, and of those in which two steps or more have a time. */
  outOfOrder: readonly string[];
  ordered: readonly string[];
}

/** Which response steps each incident took, skipped or does not tell about (content model, "Response"). */
export function choreography(graph: Graph): Choreography {
  const { postmortems, catalogs } = graph.collection;
  const ids = catalogs.steps.map((step) => step.id);
  const incidents = new Map(postmortems.map((postmortem) => [postmortem.id, stepsOf(postmortem, ids)]));
  const countedIds = countedOf(graph).map(({ id }) => id);
  const counted = countedIds.map((id) => incidents.get(id) ?? []);
  const inverted = new Map([...incidents].flatMap(([id, steps]) => invertedOf(id, steps)));
  return {
    incidents,
    inverted,
    outOfOrder: countedIds.filter((id) => inverted.has(id)),
    ordered: countedIds.filter((id) => orderOf(incidents.get(id) ?? []).length > 1),
    summaries: new Map(
      ids.map((id, at) => [
        id,
        summarise(
          id,
          counted.flatMap((steps) => steps[at] ?? []),
        ),
      ]),
    ),
  };
}

function stepsOf(postmortem: Postmortem, ids: readonly string[]): StepTaken[] {
  const { timeline = [], response = [] } = postmortem.data;
  const marks = marksOf(postmortem.data.timeline);
  const [began, detected] = [marks.get("began")?.at, marks.get("detected")?.at];
  return ids.map((step, at) => {
    const events = timeline.filter((event) => event.steps?.includes(step));
    const entry = response.find((one) => one.step === step) ?? null;
    const times = events.flatMap((event) => timeOf(event) ?? []);
    const taken = times[0] ?? null;
    return {
      step,
      number: at + 1,
      outcome: outcomeOf(events, entry, taken),
      at: taken,
      effectAt: times.at(-1) ?? null,
      offset: began && taken ? between(began, taken) : null,
      sinceDetection: detected && taken ? between(detected, taken) : null,
      events,
      entry,
    };
  });
}

function outcomeOf(events: readonly Event[], entry: Response | null, at: Range | null): StepOutcome {
  if (entry?.outcome === "ineffective") return "ineffective";
  if (events.length > 0) return at ? "taken" : "taken-without-time";
  if (entry === null || entry.outcome === "unknown") return "not-recorded";
  return entry.outcome === "taken" ? "taken-without-time" : entry.outcome;
}

/** As the rule `choreography-order` has it: times that are blank or only about right put nothing out of order. */
function invertedOf(id: string, steps: readonly StepTaken[]): [string, Inverted][] {
  const timed = steps.flatMap(({ number, at, events }) => {
    const exact = events.every((event) => !isBlank(event.at) && event.approximate !== true);
    return at && exact ? [{ number, at }] : [];
  });
  const byTime = [...timed].sort((a, b) => a.at.from - b.at.from);
  for (const early of byTime) {
    const late = timed.find((other) => other.number < early.number && certainlyAfter(other.at, early.at));
    if (late) return [[id, { early: early.number, late: late.number }]];
  }
  return [];
}

/** The numbers of the steps that have a time, in the order in which they were first taken. */
export function orderOf(steps: readonly StepTaken[]): number[] {
  const timed = steps.flatMap(({ at, number }) => (at ? [{ at, number }] : []));
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
    ineffective: count("ineffective"),
    skipped: count("skipped"),
    notPossible: count("not-possible"),
    notNeeded: count("not-needed"),
    notRecorded: count("not-recorded"),
    sinceDetection: quartilesOf(delays),
  };
}
