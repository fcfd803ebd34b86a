import { timeOf } from "../../../model/marks.js";
import type { Event } from "../../../model/schema-types.js";
import { certainlyAfter, type Range } from "../../../model/values/range.js";
import { dayOf } from "../../../model/values/time.js";
import { defineRule, postmortemsOf } from "../../rule.js";

interface TimedEvent {
  event: Event;
  at: Range;
}

/** The timeline is listed in order of time, as far as that is certain. */
export const timelineOrder = defineRule({
  id: "timeline-order",
  severity: "warning",
  *check(context) {
    for (const { data, places, source } of postmortemsOf(context)) {
      const seen: TimedEvent[] = [];
      for (const event of data.timeline ?? []) {
        const at = timeOf(event);
        if (at === undefined) continue;
        const timed = { event, at };
        const later = latestAfter(timed, seen);
        seen.push(timed);
        if (later === undefined) continue;
        const { line, column } = places.value(later.event, "at");
        yield {
          file: source.path,
          place: places.value(event, "at"),
          message: "Expected events in order of time, found one before the event above",
          hint: `Move it above the event of line ${line}, or correct its time`,
          related: [{ file: source.path, line, column, message: "this event is later, but stands before it" }],
        };
      }
    }
  },
});

/** Of the events listed before, the one that starts last among those that are certainly later. */
function latestAfter(timed: TimedEvent, seen: readonly TimedEvent[]): TimedEvent | undefined {
  let latest: TimedEvent | undefined;
  for (const other of seen) {
    if (!certainlyAfter(other.at, timed.at) || roughlyTogether(other, timed)) continue;
    if (latest === undefined || other.at.from > latest.at.from) latest = other;
  }
  return latest;
}

/** Whether one of the times is only about right and both are of one UTC day, so that their order says little. */
function roughlyTogether(a: TimedEvent, b: TimedEvent): boolean {
  if (a.event.approximate !== true && b.event.approximate !== true) return false;
  const ends = [a.at.from, a.at.to, b.at.from, b.at.to];
  return ends.every(Number.isFinite) && new Set(ends.map(dayOf)).size === 1;
}
