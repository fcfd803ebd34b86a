import type { Drill } from "../../../model/collection.js";
import { conformanceOf } from "../../../model/conformance.js";
import { drillPasses } from "../../../model/halves.js";
import { originOf } from "../../../model/policy-origin.js";
import type { Degradation, DegradationPolicy } from "../../../model/schema-types.js";
import { listOf } from "../../../model/values/blank.js";
import { placeInCatalog } from "../../catalog-file.js";
import { intervalOf, isOlderThan, lastBy, lastDayOf, pastDrills, placeOfDrill } from "../../past-drills.js";
import { policyFinder } from "../../policy-of.js";
import { defineRule, isReadWhole } from "../../rule.js";

/** A policy with a test interval passed in a drill within it. */
export const policyUntested = defineRule({
  id: "policy-untested",
  severity: "warning",
  duty: true,
  settings: ["as_of"],
  across: true,
  *check(context) {
    if (!isReadWhole(context)) return;
    const { policies } = context.collection.catalogs;
    const policyOf = policyFinder(policies);
    const passed = lastBy(pastDrills(context), (drill) => passedIn(drill, policyOf));
    for (const policy of policies) {
      if (originOf(policy, context.collection.config) !== "own") continue;
      const interval = intervalOf(policy.test_interval);
      const last = passed.get(policy.id);
      if (interval === undefined || (last && !isOlderThan(last, interval, context.now))) continue;
      yield {
        ...placeInCatalog(context, policy, "test_interval"),
        message: last
          ? `Overdue test of policy "${policy.id}", last passed on ${lastDayOf(last)}`
          : `Missing test of policy "${policy.id}"`,
        hint: `Hold a drill, and record in its degradation {policy: ${policy.id}, observed: ${policy.class}, mode: designed} if that is what it shows`,
        ...(last && {
          related: [placeOfDrill(last, "the last drill that it passed")],
        }),
      };
    }
  },
});

/** The ids of the policies that a drill shows to hold. A row that leaves it open counts where the whole drill passed. */
function* passedIn(drill: Drill, policyOf: (row: Degradation) => DegradationPolicy | undefined): Iterable<string> {
  for (const row of listOf<Degradation>(drill.data.degradation)) {
    const policy = policyOf(row);
    if (policy === undefined) continue;
    const { conformance } = conformanceOf(row, policy);
    if (conformance === "conformed" || (conformance === "unknown" && drillPasses(drill))) yield policy.id;
  }
}
