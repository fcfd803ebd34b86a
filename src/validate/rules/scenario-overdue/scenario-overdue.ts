import { drillCounts } from "../../../model/halves.js";
import { placeInCatalog } from "../../catalog-file.js";
import { intervalOf, isOlderThan, lastBy, lastDayOf, pastDrills, placeOfDrill } from "../../past-drills.js";
import { defineRule, isReadWhole, ownCatalogs } from "../../rule.js";

/** A scenario with an interval is drilled again within it. */
export const scenarioOverdue = defineRule({
  id: "scenario-overdue",
  severity: "warning",
  duty: true,
  settings: ["as_of"],
  across: true,
  *check(context) {
    if (!ownCatalogs(context) || !isReadWhole(context)) return;
    const counting = pastDrills(context).filter(({ drill }) => drillCounts(drill));
    const drilled = lastBy(counting, ({ data }) => (data.scenario === undefined ? [] : [data.scenario]));
    for (const scenario of context.collection.catalogs.scenarios) {
      const interval = intervalOf(scenario.interval);
      const last = drilled.get(scenario.id);
      if (interval === undefined || last === undefined || !isOlderThan(last, interval, context.now)) continue;
      yield {
        ...placeInCatalog(context, scenario, "interval"),
        message: `Overdue drill of scenario "${scenario.id}", last held on ${lastDayOf(last)}`,
        hint: "Hold it again with both halves, or write an interval that can be kept",
        related: [placeOfDrill(last, "the last drill that counts")],
      };
    }
  },
});
