import { type AnyDocument, dayOfId } from "../../../model/collection.js";
import { heldAt } from "../../../model/held.js";
import { type Mark, marksOf } from "../../../model/marks.js";
import { containersOf } from "../../../model/mentions.js";
import type { Time, TimeBound } from "../../../model/schema-types.js";
import { filled } from "../../../model/values/blank.js";
import { dayOf, isTimeBound, parseMoment } from "../../../model/values/time.js";
import { DAY_MS, HOUR_MS } from "../../../util/time-units.js";
import { defineRule, documentsOf, type RuleProblem } from "../../rule.js";

/** At the offset -12:00, the last to end a day, it ends so long after midnight UTC. */
const LAST_OFFSET_MS = 12 * HOUR_MS;
const START_MARKS: readonly Mark[] = ["began", "visible", "detected", "declared"];
/** The fields that say when something was, and what the message calls it. */
const TIMES: readonly (readonly [key: string, name: string])[] = [
  ["at", "an event"],
  ["held", "held"],
  ["ruled_out_at", "ruled_out_at"],
  ["captured_at", "captured_at"],
  ["as_of", "as_of"],
  ["published", "published"],
  ["accessed", "accessed"],
  ["on", "on"],
];

/** Nothing is published or done before its incident, and nothing has happened after today. */
export const impossibleDate = defineRule({
  id: "impossible-date",
  severity: "warning",
  *check(context) {
    // Elsewhere it is the next day already.
    const last = shifted(context.now, 1);
    for (const document of documentsOf(context)) {
      const start = firstDay(document);
      const first = start === undefined ? undefined : shifted(start, -1);
      for (const { day, container, key } of daysIn(document)) {
        const problem = judge(day, first, last);
        if (problem === undefined) continue;
        const expected = problem === "future" ? `no later than today, ${context.now}` : `no earlier than ${start}`;
        yield {
          file: document.source.path,
          place: document.places.value(container, key),
          message: `Expected ${key} ${expected}, found "${day}"`,
          hint: hintFor(problem, key, document),
        } satisfies RuleProblem;
      }
      yield* futureTimes(document, context.now);
    }
  },
});

/** Times of what has happened that are after the end of today wherever one is. */
function* futureTimes(document: AnyDocument, now: string): Iterable<RuleProblem> {
  const end = endOfDay(now);
  if (end === undefined) return;
  const { data, places, source } = document;
  for (const container of containersOf(data)) {
    if (Array.isArray(container)) continue;
    for (const [key, name] of TIMES) {
      const value = (container as Record<string, unknown>)[key];
      if (!isTime(value) || (key === "held" && data.status === "draft")) continue;
      if (!momentsOf(value).some((moment) => !isEarlier(moment, now) && (parseMoment(moment)?.from ?? 0) >= end))
        continue;
      yield {
        file: source.path,
        place: places.value(container, key),
        message: `Expected ${name} no later than today, ${now}, found ${JSON.stringify(value)}`,
        hint:
          key === "held"
            ? "Correct the time; a drill that is still to be held has status: draft"
            : "Correct the time, often its year or month; what is still to be done is an action with a due day",
      };
    }
  }
}

/**
 * Whether a moment is before a day wherever one is, by its digits: to parse it takes many times as long. A bound of a range,
 * or a blank, is no text.
 */
function isEarlier(moment: unknown, day: string): boolean {
  return typeof moment === "string" && moment < day && /^\d{4}-/.test(moment);
}

/** What a time says that has happened by it: either end of a range, but not a bound that it was before. */
function momentsOf(time: Time | TimeBound): readonly string[] {
  if (typeof time === "string") return [time];
  return isTimeBound(time) ? [time.not_before ?? ""] : time;
}

/** The end of a day where it ends last; exclusive, in milliseconds since the epoch. */
function endOfDay(day: string): number | undefined {
  const moment = parseMoment(day);
  return moment && moment.from + DAY_MS + LAST_OFFSET_MS;
}

function isTime(value: unknown): value is Time | TimeBound {
  return typeof value === "string" || (typeof value === "object" && value !== null);
}

function judge(day: string, first: string | undefined, last: string | undefined): "future" | "early" | undefined {
  if (parseMoment(day) === undefined) return undefined;
  if (last !== undefined && day > last) return "future";
  return first !== undefined && day < first ? "early" : undefined;
}

function hintFor(problem: "future" | "early", key: string, { type }: AnyDocument): string {
  if (problem === "future")
    return key === "done_on"
      ? "Correct the day; an action that is still to be done has state: committed and due"
      : "Correct the day; a document that is not published yet has status: draft or in-review";
  return `Correct the day, or the times of the ${type === "drill" ? "drill" : "incident"}`;
}

function* daysIn({ data }: AnyDocument): Iterable<{ day: string; container: object; key: "published_on" | "done_on" }> {
  if (data.published_on !== undefined) yield { day: data.published_on, container: data, key: "published_on" };
  for (const action of data.actions ?? []) {
    const day = filled<string>(action.done_on);
    if (day !== undefined) yield { day, container: action, key: "done_on" };
  }
}

/** The first UTC day on which the incident was or may have been seen, or the drill held. */
function firstDay(document: AnyDocument): string | undefined {
  const starts =
    document.type === "drill"
      ? [heldAt(document)?.at.from]
      : START_MARKS.map((mark) => marksOf(document.data.timeline).get(mark)?.at?.from);
  const known = starts.filter((ms) => ms !== undefined);
  if (known.some((ms) => !Number.isFinite(ms))) return undefined;
  return known.length > 0 ? dayOf(Math.min(...known)) : (dayOfId(document.id) ?? undefined);
}

function shifted(day: string, days: number): string | undefined {
  const moment = parseMoment(day);
  return moment && dayOf(moment.from + days * DAY_MS);
}
