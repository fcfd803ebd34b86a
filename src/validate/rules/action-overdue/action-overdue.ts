import type { Action } from "../../../model/schema-types.js";
import { filled } from "../../../model/values/blank.js";
import { finished } from "../../finished.js";
import { defineRule, ownDocuments } from "../../rule.js";

/** An action is done by the day that it is due. */
export const actionOverdue = defineRule({
  id: "action-overdue",
  severity: "warning",
  duty: true,
  settings: ["as_of"],
  *check(context) {
    for (const { data, places, source } of finished(ownDocuments(context), context)) {
      for (const action of data.actions ?? []) {
        const due = filled<string>(action.due);
        if (due === undefined || due >= context.now || !isPending(action)) continue;
        // A day that its schema refused says so too.
        if (action.done_on === undefined && places.has(action, "done_on")) continue;
        yield {
          file: source.path,
          place: places.value(action, "due"),
          message: `Overdue action "${action.id}", due ${due}`,
          hint: "Write state: done and done_on if it is done, give it a day that will hold, or write state: dropped",
        };
      }
    }
  },
});

/** Whether it is still to be done. A `done_on` tells that it is not, whatever the state was left at. */
function isPending({ state, done_on }: Action): boolean {
  return (state === "proposed" || state === "committed") && filled(done_on) === undefined;
}
