import { toIsoSpan } from "../../model/duration.js";
import { MARK_ORDER, MARKS, type Mark, type MarkedEvent, marksOf } from "../../model/marks.js";
import { certainlyAfter } from "../../model/range.js";
import { defineRule, postmortemsOf } from "../rule.js";

/** Marks that follow from one another are in order, as far as that is certain. */
export const markOrder = defineRule({
  id: "mark-order",
  severity: "error",
  *check(context) {
    for (const { data, places, source } of postmortemsOf(context)) {
      const marks = marksOf(data.timeline);
      for (const [first, second] of pairsOf(marks)) {
        const a = marks.get(first);
        const b = marks.get(second);
        if (!a?.disputedAt || !b?.disputedAt || a.approximate || b.approximate) continue;
        if (!certainlyAfter(a.disputedAt, b.disputedAt)) continue;
        const gap = a.disputedAt.from - b.disputedAt.to;
        const { line, column } = places.value(a.event, "at");
        yield {
          file: source.path,
          place: places.value(b.event, "at"),
          message: `Expected "${first}" no later than "${second}", found it ${gap < 1000 ? "" : `${toIsoSpan(gap)} `}later`,
          hint: `Correct the times, or move the mark "${first}" or "${second}" to the event that it belongs to`,
          related: [{ file: source.path, line, column, message: `"${first}" is here` }],
        };
      }
    }
  },
});

/** The pairs to compare: those of the partial order, and those that follow from it where no mark between has a time. */
function pairsOf(marks: ReadonlyMap<Mark, MarkedEvent>): (readonly [Mark, Mark])[] {
  const pairs: (readonly [Mark, Mark])[] = [...MARK_ORDER];
  for (const first of MARKS) {
    const after = marksAfter(first);
    for (const second of after) {
      if (MARK_ORDER.some(([a, b]) => a === first && b === second)) continue;
      const between = [...after].filter((mark) => marksAfter(mark).has(second));
      if (between.every((mark) => marks.get(mark)?.disputedAt === undefined)) pairs.push([first, second]);
    }
  }
  return pairs;
}

/** All marks that cannot come before the given one. */
function marksAfter(mark: Mark): Set<Mark> {
  const after = new Set<Mark>();
  for (const [first, second] of MARK_ORDER) {
    if (first !== mark) continue;
    after.add(second);
    for (const next of marksAfter(second)) after.add(next);
  }
  return after;
}
