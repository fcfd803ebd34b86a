import { dayOfId } from "../../../model/collection.js";
import { recurrenceCycles } from "../../recurrence-cycles.js";
import { defineRule, postmortemsOf } from "../../rule.js";

/** A recurrence comes after what it recurs from. */
export const recurrenceOrder = defineRule({
  id: "recurrence-order",
  severity: "warning",
  across: true,
  *check(context) {
    // Which link of a cycle is wrong says recurrence-cycle.
    const cyclic = new Set(
      recurrenceCycles(context.collection.postmortems).flatMap((cycle) => cycle.map(({ recurrence }) => recurrence)),
    );
    for (const { id, data, places, source } of postmortemsOf(context)) {
      const day = dayOfId(id);
      for (const recurrence of data.recurrence_of ?? []) {
        const original = dayOfId((recurrence.incident ?? "").replace(/^@[^/]*\//, ""));
        if (day === null || original === null || original <= day || cyclic.has(recurrence)) continue;
        yield {
          file: source.path,
          place: places.value(recurrence, "incident"),
          message: `Expected an earlier incident than ${day}, found ${JSON.stringify(recurrence.incident)}`,
          hint: `Put recurrence_of into the later of the two, or correct the day in a file's name`,
        };
      }
    }
  },
});
