import { checksOf } from "../../../model/checks.js";
import { accountOf } from "../../../model/collection.js";
import type { Invariant, ViolatedInvariant } from "../../../model/schema-types.js";
import { catalogId } from "../../../model/stated.js";
import { listOf } from "../../../model/values/blank.js";
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
    const violated = violatedIn(context);
    for (const { parsed, schema } of catalogs) {
      for (const { kind, id, entry } of declaredIn(parsed.file, schema.data)) {
        const incidents = kind === "invariant" ? (violated.get(id) ?? []) : [];
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

/** The published own incidents that violated each invariant. */
function violatedIn({ collection }: RuleContext): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const postmortem of collection.postmortems) {
    const { status, kind, violated_invariants: violated } = postmortem.data;
    if (status !== "published" || kind !== "incident" || accountOf(postmortem, collection.config) !== "own") continue;
    const ids = listOf<ViolatedInvariant>(violated).flatMap(({ invariant, state }) =>
      state === "threatened" ? [] : (catalogId(invariant) ?? []),
    );
    for (const id of new Set(ids)) found.set(id, [...(found.get(id) ?? []), postmortem.id]);
  }
  return found;
}
