import type { Postmortem } from "../../../model/collection.js";
import { type Mark, marksOf, timeBetween } from "../../../model/marks.js";
import { relapsesOf } from "../../../model/relapses.js";
import type { Measured, Objective, Recovery } from "../../../model/schema-types.js";
import { toDuration } from "../../../model/values/duration.js";
import { measuredRange } from "../../../model/values/measured-range.js";
import { isExact, type Range } from "../../../model/values/range.js";
import { declaredAt } from "../../ids/declared-at.js";
import { defineRule, postmortemsOf } from "../../rule.js";

/** Values are stated to the minute, and a day ends a millisecond before the next: less than a minute is no difference. */
const TOLERANCE_MS = 59_999;

/** A stated recovery value agrees with the marks of its objective's clock. */
export const recoveryClock = defineRule({
  id: "recovery-clock",
  severity: "error",
  *check(context) {
    const clocked = new Map(
      context.collection.catalogs.objectives.flatMap((one) => (one.clock ? [[one.id, one] as const] : [])),
    );
    if (clocked.size === 0) return;
    for (const { data, places, source } of postmortemsOf(context)) {
      for (const row of data.recovery ?? []) {
        const objective = clocked.get(row.objective);
        // What one service took may differ from what the incident took.
        if (objective?.clock === undefined || row.service !== undefined) continue;
        const derived = intervalOf(row, objective.clock, data.timeline ?? []);
        // A number has no unit: measure-form reports it.
        const stated = statesDuration(row.value) ? measuredRange(row.value) : null;
        if (stated === null || derived === undefined || overlaps(stated, derived.range)) continue;
        yield {
          file: source.path,
          place: places.value(row, "value"),
          message: `Expected ${write(derived.range)} for objective "${objective.id}", as its marks give, found ${quote(row.value)}`,
          hint: `It runs from ${derived.from} to ${derived.to}; correct the value or the times, or leave the entry out: the marks give the value`,
          severity: derived.approximate ? "warning" : undefined,
          related: declaredAt(objective.id, "objective", context),
        };
      }
    }
  },
});

interface Interval {
  range: Range;
  from: Mark;
  to: Mark;
  approximate: boolean;
}

/** What the marks give for a row: the clock of the incident, or the interval of the relapse that it names. */
function intervalOf(
  { of }: Recovery,
  clock: NonNullable<Objective["clock"]>,
  timeline: NonNullable<Postmortem["data"]["timeline"]>,
): Interval | undefined {
  const from: Mark = of === undefined ? clock.from : "relapsed";
  const marks = of === undefined ? marksOf(timeline) : relapsesOf(timeline).find(({ id }) => id === of)?.marks;
  if (marks === undefined) return undefined;
  const range = timeBetween(marks, from, clock.to);
  const isApproximate = (mark: Mark) => marks.get(mark)?.approximate === true;
  return range && { range, from, to: clock.to, approximate: isApproximate(from) || isApproximate(clock.to) };
}

function statesDuration(value: Measured): boolean {
  const ends = typeof value === "object" ? Object.values(value) : [value];
  return ends.every((end) => typeof end === "string");
}

function overlaps(a: Range, b: Range): boolean {
  return a.from <= b.to + TOLERANCE_MS && b.from <= a.to + TOLERANCE_MS;
}

function write(range: Range): string {
  const duration = toDuration(range);
  if (typeof duration === "string") return duration;
  if (isExact(range) || Array.isArray(duration)) return (duration as string[]).join(" to ");
  return duration.at_least === undefined ? `at most ${duration.at_most}` : `at least ${duration.at_least}`;
}

function quote(value: Measured): string {
  if (typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((end) => JSON.stringify(end)).join(", ")}]`;
  return `{${Object.entries(value).map(([bound, end]) => `${bound}: ${end}`)}}`;
}
