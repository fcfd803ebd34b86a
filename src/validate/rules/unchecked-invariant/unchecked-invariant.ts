import { checksOf } from "../../../model/checks.js";
import { accountOf } from "../../../model/collection.js";
import type { Invariant } from "../../../model/schema-types.js";
import { type Violations, violationsOf } from "../../../model/violations.js";
import { declaredIn } from "../../ids/declared-in.js";
import { defineRule, filesOf, type RuleContext } from "../../rule.js";

/** In so many own incidents an invariant may be violated before something has to check it. */
const MIN_VIOLATIONS = 2;

/** Something checks an invariant that own incidents have violated twice. */
export const uncheckedInvariant = defineRule({
  id: "unchecked-invariant",
  severity: "warning",
  duty: true,
  *check(context) {
    const catalogs = filesOf(context).filter(({ parsed }) => parsed.file.role === "catalog");
    const violations = ownViolations(context);
    for (const { parsed, schema } of catalogs) {
      for (const { kind, id, entry } of declaredIn(parsed.file, schema.data)) {
        const incidents = kind === "invariant" ? (violations.get(id)?.violated ?? []) : [];
        if (incidents.length < MIN_VIOLATIONS || checksOf(entry as unknown as Invariant).length > 0) continue;
        yield {
          file: parsed.path,
          place: parsed.places.value(entry, "id"),
          message: `Expected something that checks ${JSON.stringify(id)}, violated in ${incidents.length} incidents: ${incidents.join(", ")}`,
          hint: "Add checked_by: an alert, a service level objective, a test or a policy, with its file",
        };
      }
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
