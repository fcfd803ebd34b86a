import { dayOfId } from "../../../model/collection.js";
import type { RelatedPlace } from "../../../model/diagnostic.js";
import { type RecurrenceLink, recurrenceCycles } from "../../recurrence-cycles.js";
import { defineRule } from "../../rule.js";

/** How much of a long cycle is written out. */
const SHOWN = 4;

/** What recurs leads back to what came first, and never to itself. */
export const recurrenceCycle = defineRule({
  id: "recurrence-cycle",
  severity: "error",
  across: true,
  *check({ collection }) {
    for (const cycle of recurrenceCycles(collection.postmortems)) {
      const last = cycle.at(-1);
      if (last === undefined) continue;
      const { from, recurrence } = last;
      const others = cycle.slice(0, -1);
      yield {
        file: from.source.path,
        place: from.places.value(recurrence, "incident"),
        message: `Expected recurrences to lead back in time, found the cycle ${JSON.stringify(idsOf(cycle).join(" → "))}`,
        hint: hintFor(last),
        ...(others.length > 0
          ? { related: others.slice(0, SHOWN - 1).map((link) => placeOf(link, others.length)) }
          : {}),
      };
    }
  },
});

function idsOf(cycle: readonly RecurrenceLink[]): (string | undefined)[] {
  const ids = cycle.map(({ from }) => from.id);
  const shown = ids.length > SHOWN ? [...ids.slice(0, SHOWN - 1), "…", ids.at(-1)] : ids;
  return [...shown, ids[0]];
}

/** The link to the newest is the wrong one, unless two are of one day. */
function hintFor({ from, recurrence }: RecurrenceLink): string {
  if (from.id === recurrence.incident) return "Remove this one: no incident recurs from itself";
  const [day, newest] = [dayOfId(from.id), dayOfId(recurrence.incident ?? "")];
  return day !== null && newest !== null && day < newest
    ? "Remove this one: it leads to the later incident"
    : "Remove this one, or another if that leads to the later incident";
}

function placeOf({ from, recurrence }: RecurrenceLink, others: number): RelatedPlace {
  const { line, column } = from.places.value(recurrence, "incident");
  return {
    file: from.source.path,
    line,
    column,
    message: others === 1 ? "the other link" : "another link of the cycle",
  };
}
