import { marksOf } from "../../../model/marks.js";
import { parseSpan, toIsoSpan } from "../../../model/values/duration.js";
import { dayOf, parseMoment } from "../../../model/values/time.js";
import { plural } from "../../../util/plural.js";
import { DAY_MS } from "../../../util/time-units.js";
import { defineRule, ownPostmortems } from "../../rule.js";

/** A postmortem is published, or was, within the collection's deadline after its incident was resolved. */
export const statusDeadline = defineRule({
  id: "status-deadline",
  severity: "warning",
  duty: true,
  settings: ["as_of"],
  *check(context) {
    const allowed = parseSpan(context.collection.config.deadlines?.published_within ?? "");
    const today = parseMoment(context.now);
    if (allowed === undefined || today === undefined) return;
    for (const { data, places, source } of ownPostmortems(context)) {
      const resolved = marksOf(data.timeline).get("resolved");
      if (data.status === "archived") continue;
      if (resolved?.at === undefined || !Number.isFinite(resolved.at.to)) continue;
      // The day of the deadline still counts, and of a range its end.
      const due = dayOf(resolved.at.to + allowed);
      const { line, column } = places.value(resolved.event, "at");
      const related = [{ file: source.path, line, column, message: "resolved here" }];
      if (data.status === "published") {
        const on = data.published_on;
        if (on === undefined || on <= due) continue;
        yield {
          file: source.path,
          place: places.value(data, "published_on"),
          message: `Published ${plural(Math.round((Date.parse(on) - Date.parse(due)) / DAY_MS), "day")} late: to be published by ${due}, found ${on}`,
          hint: `Nothing can be done about this one; if it is often so, change deadlines.published_within (${toIsoSpan(allowed)})`,
          severity: "info",
          related,
        };
        continue;
      }
      if (context.now <= due) continue;
      yield {
        file: source.path,
        place: places.value(data, "status"),
        message: `Overdue: still ${JSON.stringify(data.status)}, to be published by ${due}`,
        hint: `Publish it with what is known and leave blanks with their reasons, or change deadlines.published_within (${toIsoSpan(allowed)})`,
        related,
      };
    }
  },
});
