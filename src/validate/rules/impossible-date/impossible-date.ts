import { type AnyDocument, dayOfId } from "../../../model/collection.js";
import { heldAt } from "../../../model/held.js";
import { type Mark, marksOf } from "../../../model/marks.js";
import { filled } from "../../../model/values/blank.js";
import { dayOf, parseMoment } from "../../../model/values/time.js";
import { defineRule, documentsOf, type RuleProblem } from "../../rule.js";

const DAY_MS = 86_400_000;
const START_MARKS: readonly Mark[] = ["began", "visible", "detected", "declared"];

/** Nothing is published or done before its incident, or after today. */
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
    }
  },
});

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
