import { accountOf, type Drill, dayOfId } from "../model/collection.js";
import type { RelatedPlace } from "../model/diagnostic.js";
import type { Time } from "../model/schema-types.js";
import { filled } from "../model/values/blank.js";
import { parseSpan } from "../model/values/duration.js";
import type { Range } from "../model/values/range.js";
import { dayOf, parseMoment, parseTime } from "../model/values/time.js";
import { published } from "./finished.js";
import type { RuleContext } from "./rule.js";

/** A drill that was held, and when. */
export interface PastDrill {
  drill: Drill;
  at: Range;
}

/**
 * The owner's published drills up to now, regardless of the selection. If `held` is a blank, the day of the id is used.
 * A drill that may have been held by now counts as held.
 */
export function pastDrills(context: RuleContext): PastDrill[] {
  const today = parseMoment(context.now);
  const { config, drills } = context.collection;
  const own = drills.filter((drill) => accountOf(drill, config) === "own");
  return published(own, context).flatMap((drill) => {
    const at = heldAt(drill);
    return at === undefined || today === undefined || at.from > today.to ? [] : [{ drill, at }];
  });
}

function heldAt({ id, data }: Drill): Range | undefined {
  const held = filled<Time>(data.held);
  const at = held === undefined ? undefined : parseTime(held);
  return at ?? parseMoment(dayOfId(id) ?? "");
}

/** The possibly last drill for each key of `keysOf`. */
export function lastBy(
  drills: readonly PastDrill[],
  keysOf: (drill: Drill) => Iterable<string>,
): Map<string, PastDrill> {
  const last = new Map<string, PastDrill>();
  for (const one of drills) {
    for (const key of keysOf(one.drill)) {
      const other = last.get(key);
      if (other === undefined || one.at.to > other.at.to) last.set(key, one);
    }
  }
  return last;
}

/** An interval in milliseconds; undefined if there is no valid one. */
export function intervalOf(interval: string | undefined): number | undefined {
  const ms = interval === undefined ? undefined : parseSpan(interval);
  return ms !== undefined && ms > 0 ? ms : undefined;
}

/** Whether a drill was certainly held longer ago than an interval. */
export function isOlderThan({ at }: PastDrill, interval: number, now: string): boolean {
  const today = parseMoment(now);
  return today !== undefined && at.to < today.from - interval;
}

/** The place of the date on which a drill was held. */
export function placeOfDrill({ drill }: PastDrill, message: string): RelatedPlace {
  const { line, column } = drill.places.value(drill.data, "held");
  return { file: drill.source.path, line, column, message };
}

/** The day of a drill; of a range, the last day. */
export function lastDayOf({ at }: PastDrill): string {
  return dayOf(at.to);
}
