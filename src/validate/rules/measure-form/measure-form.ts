import type { Bound, Measured, Quantity } from "../../../model/schema-types.js";
import { filled } from "../../../model/values/blank.js";
import { asMinutes } from "../../minutes.js";
import { defineRule, documentsOf } from "../../rule.js";

/** A recovery value is of the measure of its objective: a duration or a count. */
export const measureForm = defineRule({
  id: "measure-form",
  severity: "error",
  *check(context) {
    const objectives = new Map(context.collection.catalogs.objectives.map((objective) => [objective.id, objective]));
    for (const { data, places, source } of documentsOf(context)) {
      for (const row of data.recovery ?? []) {
        const measure = objectives.get(row.objective)?.measure;
        if (measure === undefined) continue;
        const form = measure === "duration" ? "string" : "number";
        const wrong = quantitiesOf(row.value).find((quantity) => typeof quantity !== form);
        if (wrong === undefined) continue;
        yield {
          file: source.path,
          place: places.value(row, "value"),
          message: `Expected a ${measure} for objective "${row.objective}", found ${JSON.stringify(wrong)}`,
          hint:
            typeof wrong === "number"
              ? `Write ${asMinutes(wrong)} if these are minutes, or name the objective that it counts for`
              : "Write a number without a unit, or name the objective whose duration it is",
        };
      }
    }
  },
});

/** The numbers and durations in a value: one, the two of a range, those of a bound, or none of a blank. */
function quantitiesOf(value: Measured): readonly Quantity[] {
  const known = filled<[Quantity, Quantity] | Bound | Quantity>(value);
  if (known === undefined) return [];
  if (Array.isArray(known)) return known;
  if (typeof known !== "object") return [known];
  return [known.at_least, known.at_most].filter((bound) => bound !== undefined);
}
