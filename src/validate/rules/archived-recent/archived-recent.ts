import { dayOfId } from "../../../model/collection.js";
import { DAY_MS } from "../../../util/time-units.js";
import { defineRule, ownDocuments } from "../../rule.js";

/** A younger document can still be completed by those who were there. */
const MIN_AGE_DAYS = 180;

/** What is archived is old: `archived` is no way around what a published document must say. */
export const archivedRecent = defineRule({
  id: "archived-recent",
  severity: "warning",
  duty: true,
  settings: ["as_of"],
  *check(context) {
    for (const { id, data, places, source } of ownDocuments(context)) {
      const day = dayOfId(id);
      if (data.status !== "archived" || day === null) continue;
      const age = (Date.parse(context.now) - Date.parse(day)) / DAY_MS;
      if (!(age < MIN_AGE_DAYS)) continue;
      yield {
        file: source.path,
        place: places.value(data, "status"),
        message: `Unexpected status "archived": the document is from ${day}, less than ${MIN_AGE_DAYS} days ago`,
        hint: "Write status: draft and answer what those who were there still know, then publish it; a blank with its reason is an answer too",
      };
    }
  },
});
