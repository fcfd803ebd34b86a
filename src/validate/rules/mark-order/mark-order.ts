import { misordered } from "../../../model/mark-order.js";
import { marksOf } from "../../../model/marks.js";
import { repeatedMarks } from "../../../model/relapses.js";
import type { Event } from "../../../model/schema-types.js";
import { toIsoSpan } from "../../../model/values/duration.js";
import { defineRule, postmortemsOf } from "../../rule.js";

/** Marks stand as often as they may, and those that follow from one another in order, as far as that is certain. */
export const markOrder = defineRule({
  id: "mark-order",
  severity: "error",
  *check(context) {
    for (const { data, places, source } of postmortemsOf(context)) {
      for (const { mark, first, again, isEnd } of repeatedMarks(data.timeline)) {
        const placeOf = ({ marks = [] }: Event) => places.value(marks, marks.indexOf(mark));
        const { line, column } = placeOf(first);
        yield {
          file: source.path,
          place: placeOf(again),
          message: `Expected "${mark}" once${isEnd ? " before a relapse" : ""}, found it again`,
          hint: isEnd
            ? "Mark the event between the two at which it broke again as relapsed, or keep one of them"
            : "Keep it at the event that it is true of",
          related: [{ file: source.path, line, column, message: `"${mark}" is here` }],
        };
      }
      for (const { first, second, a, b, gap } of misordered(marksOf(data.timeline))) {
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
