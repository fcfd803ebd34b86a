import type { Degradation } from "../../../model/schema-types.js";
import { blankReason, isBlank, listOf } from "../../../model/values/blank.js";
import { finished } from "../../finished.js";
import { policyFinder } from "../../policy-of.js";
import { defineRule, ownDocuments } from "../../rule.js";
import { isAbsent } from "../../written.js";

/** What an action does without its dependency is declared before it is observed. */
export const degradationUndeclared = defineRule({
  id: "degradation-undeclared",
  severity: "warning",
  duty: true,
  *check(context) {
    // In a catalog that cannot be read it may well be declared.
    if (!context.index.isComplete("policy")) return;
    const policyOf = policyFinder(context.collection.catalogs.policies);
    for (const { data, places, source } of finished(ownDocuments(context), context)) {
      for (const row of listOf<Degradation>(data.degradation)) {
        if (needsNone(row) || policyOf(row) || !isAbsent(row, "policy", places)) continue;
        yield {
          file: source.path,
          place: places.value(row, "action"),
          message: `Missing policy for ${JSON.stringify(row.action)} without ${JSON.stringify(row.dependency)}`,
          hint: "Declare it among the policies in catalog/degradation.yaml, and name it here as policy",
        };
      }
    }
  },
});

/** Whether the author says that there is nothing to expect here. */
function needsNone({ expected }: Degradation): boolean {
  return isBlank(expected) && blankReason(expected).kind === "not_applicable";
}
