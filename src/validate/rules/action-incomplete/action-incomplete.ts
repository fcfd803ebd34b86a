import { finished } from "../../finished.js";
import { defineRule, ownDocuments } from "../../rule.js";
import { isAbsent } from "../../written.js";

/** An action that somebody committed to has an owner and a due day, and one that is done the day on which it was. */
export const actionIncomplete = defineRule({
  id: "action-incomplete",
  severity: "warning",
  duty: true,
  *check(context) {
    for (const { data, places, source } of finished(ownDocuments(context), context)) {
      for (const action of data.actions ?? []) {
        if (action.state === "done" && isAbsent(action, "done_on", places))
          yield {
            file: source.path,
            place: places.value(action, "state"),
            message: `Missing done_on of done action "${action.id}"`,
            hint: "Add done_on: YYYY-MM-DD, or a blank with its reason; an action that is still to be done has state: committed",
          };
        if (action.state !== "committed") continue;
        const missing = (["owner", "due"] as const).filter((field) => isAbsent(action, field, places));
        if (missing.length === 0) continue;
        yield {
          file: source.path,
          place: places.value(action, "id"),
          message: `Missing ${missing.join(" and ")} of committed action "${action.id}"`,
          hint: `Add ${missing.join(" and ")}, or write state: proposed until somebody commits to it`,
        };
      }
    }
  },
});
