import type { DegradationPolicy } from "../../../model/schema-types.js";
import { placeInCatalog } from "../../catalog-file.js";
import { sameName } from "../../policy-of.js";
import { defineRule } from "../../rule.js";

/** Without one dependency, actions of different risk do not all behave alike. */
export const policyOneForAll = defineRule({
  id: "policy-one-for-all",
  severity: "warning",
  *check(context) {
    const { degradationClasses, policies } = context.collection.catalogs;
    const strictness = new Map(degradationClasses.map((one) => [one.id, one.strictness]));
    const strictest = degradationClasses.reduce((most, one) => Math.max(most, one.strictness), 0);
    for (const [first, ...others] of byDependency(policies)) {
      const level = first && strictness.get(first.class);
      // To refuse everything may be too much, and is never too little.
      if (first === undefined || level === undefined || level === strictest) continue;
      const risks = new Set([first, ...others].map(({ risk }) => risk));
      if (risks.size < 2 || others.some((other) => other.class !== first.class)) continue;
      yield {
        ...placeInCatalog(context, first, "class"),
        message: `Expected more than one class for the actions without ${JSON.stringify(first.dependency)}, found "${first.class}" for risks ${[...risks].map((risk) => `"${risk}"`).join(" and ")}`,
        hint: "Decide for each action by itself what its risk asks for",
        related: others.map((other) => {
          const { file, place } = placeInCatalog(context, other, "class");
          return { file, line: place.line, column: place.column, message: `the same class for risk "${other.risk}"` };
        }),
      };
    }
  },
});

function byDependency(policies: readonly DegradationPolicy[]): Iterable<DegradationPolicy[]> {
  const groups = new Map<string, DegradationPolicy[]>();
  for (const policy of policies) {
    const key = sameName(policy.dependency);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [policy]);
    else group.push(policy);
  }
  return groups.values();
}
