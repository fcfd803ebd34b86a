import { checksOf } from "../../../model/checks.js";
import { accountOf } from "../../../model/collection.js";
import { type Violations, violationsOf } from "../../../model/violations.js";
import { declaredInvariants } from "../../declared-invariants.js";
import { defineRule, type RuleContext } from "../../rule.js";
import { isAbsent } from "../../written.js";

/** In so many own incidents an invariant may be violated before something has to check it. */
const MIN_VIOLATIONS = 2;

/** Something checks an invariant that own incidents have violated twice. */
export const uncheckedInvariant = defineRule({
  id: "unchecked-invariant",
  severity: "warning",
  duty: true,
  across: true,
  *check(context) {
    const violations = ownViolations(context);
    for (const { parsed, invariant } of declaredInvariants(context)) {
      const incidents = violations.get(invariant.id)?.violated ?? [];
      if (
        incidents.length < MIN_VIOLATIONS ||
        checksOf(invariant).length > 0 ||
        !isAbsent(invariant, "checked_by", parsed.places)
      )
        continue;
      yield {
        file: parsed.path,
        place: parsed.places.value(invariant, "id"),
        message: `Expected something that checks ${JSON.stringify(invariant.id)}, violated in ${incidents.length} incidents: ${incidents.join(", ")}`,
        hint: "Add checked_by: an alert, a service level objective, a test or a policy, with its file",
      };
    }
  },
});

/** What published incidents of our own did to each invariant. */
function ownViolations({ collection: { postmortems, config } }: RuleContext): Map<string, Violations> {
  return violationsOf(
    postmortems.filter(
      (one) => one.data.status === "published" && one.data.kind === "incident" && accountOf(one, config) === "own",
    ),
  );
}
