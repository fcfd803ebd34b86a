import { timeOf } from "../../../model/marks.js";
import type { Event, Step } from "../../../model/schema-types.js";
import { certainlyAfter, type Range } from "../../../model/values/range.js";
import { defineRule, finishedPostmortems } from "../../rule.js";

/** A step that was taken, and its first event. */
interface TakenStep {
  step: Step;
  event: Event;
  at: Range;
}

/** Response steps were taken in the order of the catalog. */
export const choreographyOrder = defineRule({
  id: "choreography-order",
  severity: "info",
  *check(context) {
    for (const { data, places, source } of finishedPostmortems(context)) {
      if (data.kind !== "incident") continue;
      const taken = context.collection.catalogs.steps.flatMap((step) => takenStep(step, data.timeline ?? []) ?? []);
      const pair = firstOutOfOrder(taken);
      if (pair === undefined) continue;
      const { early, late } = pair;
      const { line, column } = places.value(late.event, "steps");
      yield {
        file: source.path,
        place: places.value(early.event, "steps"),
        message: `Expected "${late.step.title}" before "${early.step.title}", found it after`,
        hint: "Correct the times or steps if they are wrong; if this is how it was, acknowledge it: suppress: [{rule: choreography-order, reason: …}]",
        related: [{ file: source.path, line, column, message: `"${late.step.title}" was first taken here` }],
      };
    }
  },
});

/** The first step in time that was certainly taken before one that the catalog lists above it. */
function firstOutOfOrder(taken: readonly TakenStep[]): { early: TakenStep; late: TakenStep } | undefined {
  const byTime = [...taken].sort((a, b) => a.at.from - b.at.from);
  for (const early of byTime) {
    const late = taken.slice(0, taken.indexOf(early)).find((other) => certainlyAfter(other.at, early.at));
    if (late) return { early, late };
  }
  return undefined;
}

/** When a step was first taken; undefined where it was not, or where one of its times is blank or only about right. */
function takenStep(step: Step, timeline: readonly Event[]): TakenStep | undefined {
  let first: TakenStep | undefined;
  for (const event of timeline) {
    if (!event.steps?.includes(step.id)) continue;
    const at = timeOf(event);
    if (at === undefined || event.approximate) return undefined;
    const to = Math.min(at.to, first?.at.to ?? at.to);
    if (first === undefined || at.from < first.at.from) first = { step, event, at: { from: at.from, to } };
    else first = { ...first, at: { from: first.at.from, to } };
  }
  return first;
}
