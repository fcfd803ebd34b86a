import type { Postmortem } from "../model/collection.js";
import type { Graph } from "../model/graph.js";
import { marksOf, timeOf } from "../model/marks.js";
import { between, type Range } from "../model/range.js";
import type { Event, Response } from "../model/schema-types.js";
import { isCounted } from "./counted.js";

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
}

export interface Choreography {
  /** By id of the postmortem: all steps of the catalog, in its order. */
  incidents: ReadonlyMap<string, readonly StepTaken[]>;
  summaries: ReadonlyMap<string, StepSummary>;
}

/** Which response steps each incident took, skipped or does not tell about (content model, "Response"). */
export function choreography(graph: Graph): Choreography {
  const { postmortems, catalogs } = graph.collection;
  const ids = catalogs.steps.map((step) => step.id);
  const incidents = new Map(postmortems.map((postmortem) => [postmortem.id, stepsOf(postmortem, ids)]));
  const counted = postmortems.filter(isCounted).map((postmortem) => incidents.get(postmortem.id) ?? []);
  return {
    incidents,
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
  const began = marksOf(timeline).get("began")?.at;
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

function summarise(step: string, rows: readonly StepTaken[]): StepSummary {
  const count = (...wanted: StepOutcome[]) => rows.filter((row) => wanted.includes(row.outcome)).length;
  return {
    step,
    taken: count("taken", "taken-without-time"),
    ineffective: count("ineffective"),
    skipped: count("skipped"),
    notPossible: count("not-possible"),
    notNeeded: count("not-needed"),
    notRecorded: count("not-recorded"),
  };
}
