import { dayOfId } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import { edgesTo, type Graph } from "../model/graph.js";
import type { Choreography } from "./choreography.js";
import { countedOf } from "./counted.js";

/** How long after an incident a recurrence is looked for, in days. */
const WINDOW_DAYS = 365;

const DAY_MS = 86_400_000;

/** An incident that was followed for the whole window, with the incidents that say they are its recurrence. */
export interface Followed {
  incident: string;
  recurrences: readonly string[];
}

/** One row of the table: incidents that skipped the step, or took it. The newest first. */
export interface SkippingRow {
  followed: readonly Followed[];
  /** Those of them that came again within the window. */
  recurred: number;
}

/** Skipping one step against later recurrence. */
export interface StepSkipping {
  step: string;
  skipped: SkippingRow;
  taken: SkippingRow;
  /** Incidents that took or skipped it less than the window ago, and are in neither row: whether they recur is not known yet. */
  tooRecent: readonly string[];
}

export interface Skipping {
  windowDays: number;
  /** By id of the step, in the order of the catalog. */
  steps: ReadonlyMap<string, StepSkipping>;
}

/**
 * How many incidents recurred within a year, of those in which a step was skipped and of those in which it was taken.
 * Recurrence is what later published incidents declare; not recorded is not skipped. Counts, which say nothing of causes.
 *
 * @param whole where recurrences are looked for, if `graph` holds a part of the incidents only
 */
export function skipping(graph: Graph, { incidents }: Choreography, now: string, whole: Graph = graph): Skipping {
  const counted = countedOf(graph).map(({ id }) => id);
  const published = new Set(countedOf(whole).map(({ id }) => id));
  const today = Date.parse(now);
  const newestFirst = [...counted].sort((a, b) => compareText(b, a));
  const followed = new Map<string, Followed | null>();
  const follow = (id: string): Followed | null => {
    const known = followed.get(id);
    if (known !== undefined) return known;
    const result = isOver(id, today) ? { incident: id, recurrences: recurrencesOf(graph, id, published) } : null;
    followed.set(id, result);
    return result;
  };
  const steps = graph.collection.catalogs.steps.map(({ id: step }, at): [string, StepSkipping] => {
    const outcomeOf = (id: string) => incidents.get(id)?.[at]?.outcome;
    const skippedIt = newestFirst.filter((id) => outcomeOf(id) === "skipped");
    const tookIt = newestFirst.filter((id) => outcomeOf(id) === "taken" || outcomeOf(id) === "taken-without-time");
    const [skipped, taken] = [rowOf(skippedIt, follow), rowOf(tookIt, follow)];
    return [
      step,
      {
        step,
        skipped,
        taken,
        tooRecent: [...skippedIt, ...tookIt].filter((id) => follow(id) === null),
      },
    ];
  });
  return { windowDays: WINDOW_DAYS, steps: new Map(steps) };
}

function rowOf(ids: readonly string[], follow: (id: string) => Followed | null): SkippingRow {
  const followed = ids.flatMap((id) => follow(id) ?? []);
  const recurred = followed.filter(({ recurrences }) => recurrences.length > 0).length;
  return { followed, recurred };
}

/** Whether the window of an incident has passed. Without a day it never has. */
function isOver(id: string, today: number): boolean {
  const day = dayNumber(id);
  return day !== null && day + WINDOW_DAYS * DAY_MS < today;
}

/** The published incidents within the window that say they are a recurrence of this one, the first first. */
function recurrencesOf(graph: Graph, id: string, published: ReadonlySet<string>): string[] {
  const start = dayNumber(id) ?? Number.NaN;
  const later = edgesTo(graph, `incident:${id}`, "recurs").map(({ from }) => from.slice("incident:".length));
  return [...new Set(later)]
    .filter((other) => {
      const gap = (dayNumber(other) ?? Number.NaN) - start;
      return published.has(other) && gap >= 0 && gap <= WINDOW_DAYS * DAY_MS;
    })
    .sort(compareText);
}

/** The day of an id in milliseconds since the epoch; null where it has none. */
function dayNumber(id: string): number | null {
  const ms = Date.parse(dayOfId(id) ?? "");
  return Number.isNaN(ms) ? null : ms;
}
