import { misordered } from "../../../model/mark-order.js";
import { marksOf } from "../../../model/marks.js";
import { toIsoSpan } from "../../../model/values/duration.js";
import { defineRule, postmortemsOf } from "../../rule.js";

/** Marks that follow from one another are in order, as far as that is certain. */
export const markOrder = defineRule({
  id: "mark-order",
  severity: "error",
  *check(context) {
    for (const { data, places, source } of postmortemsOf(context)) {
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
