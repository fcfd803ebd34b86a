import { dayOfId } from "../../../model/collection.js";
import { dayGiver, marksOf } from "../../../model/marks.js";
import type { Range } from "../../../model/values/range.js";
import { dayOf, parseMoment } from "../../../model/values/time.js";
import { DAY_MS } from "../../../util/time-units.js";
import { defineRule, postmortemsOf, type RuleContext } from "../../rule.js";

/** The day that an id starts with is the day on which the incident was handled or seen, give or take a day. */
export const dateOfId = defineRule({
  id: "date-of-id",
  severity: "warning",
  *check(context) {
    for (const { id, data, places, source } of postmortemsOf(context)) {
      const day = parseMoment(dayOfId(id) ?? "");
      const known = dayGiver(marksOf(data.timeline));
      if (day === undefined || known === undefined) continue;
      const { mark, event, at } = known;
      // In a range, and between sources that differ, any day may be the right one.
      if (day.from >= startOfDay(at.from) - DAY_MS && day.from <= startOfDay(at.to) + DAY_MS) continue;
      yield {
        file: source.path,
        place: places.value(event, "at"),
        message: `Expected ${JSON.stringify(mark)} on the day of the id, found ${days(at)}`,
        hint: `Rename ${renamed(id, dayOf(Number.isFinite(at.from) ? at.from : at.to), context)}, and change what refers to it; or correct the time`,
      };
    }
  },
});

/** What has to have another name, with that name: evidence lies in a folder that is called like its document. */
function renamed(id: string, day: string, { evidence }: RuleContext): string {
  const better = `${day}${id.slice("YYYY-MM-DD".length)}`;
  const file = `the file to ${better}.md`;
  return evidence.exists(`evidence/${id}`) ? `${file} and the folder evidence/${id} to evidence/${better}` : file;
}

function startOfDay(ms: number): number {
  return Math.floor(ms / DAY_MS) * DAY_MS;
}

function days({ from, to }: Range): string {
  if (from === Number.NEGATIVE_INFINITY) return `${JSON.stringify(dayOf(to))} or earlier`;
  if (to === Number.POSITIVE_INFINITY) return `${JSON.stringify(dayOf(from))} or later`;
  const [first, last] = [dayOf(from), dayOf(to)];
  return JSON.stringify(first === last ? first : `${first} to ${last}`);
}
