import { drillCounts } from "../../../model/halves.js";
import { placeInCatalog } from "../../catalog-file.js";
import { intervalOf, pastDrills } from "../../past-drills.js";
import { defineRule, isReadWhole, ownCatalogs } from "../../rule.js";

/** A scenario with an interval was drilled at least once, with both halves. */
export const scenarioNeverRun = defineRule({
  id: "scenario-never-run",
  severity: "warning",
  duty: true,
  across: true,
  *check(context) {
    if (!ownCatalogs(context) || !isReadWhole(context)) return;
    const counting = pastDrills(context).filter(({ drill }) => drillCounts(drill));
    const drilled = new Set(counting.map(({ drill }) => drill.data.scenario));
    for (const scenario of context.collection.catalogs.scenarios) {
      if (intervalOf(scenario.interval) === undefined || drilled.has(scenario.id)) continue;
      yield {
        ...placeInCatalog(context, scenario, "interval"),
        message: `Missing drill of scenario "${scenario.id}"`,
        hint: "Hold it and publish the record; a drill counts when both halves, automation and playbook, were exercised",
      };
    }
  },
});
