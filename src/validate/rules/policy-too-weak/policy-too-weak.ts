import { originOf } from "../../../model/policy-origin.js";
import type { DegradationClass } from "../../../model/schema-types.js";
import { placeInCatalog } from "../../catalog-file.js";
import { declaredAt } from "../../ids/declared-at.js";
import { defineRule } from "../../rule.js";

/** A policy is as strict as the risk of its action asks for. */
export const policyTooWeak = defineRule({
  id: "policy-too-weak",
  severity: "warning",
  *check(context) {
    const { degradationClasses, policies } = context.collection.catalogs;
    const classes = new Map(degradationClasses.map((one) => [one.id, one]));
    const wanted = mildestByRisk(degradationClasses);
    for (const policy of policies) {
      if (originOf(policy, context.collection.config) === "published") continue;
      const has = classes.get(policy.class);
      const asked = wanted.get(policy.risk);
      if (has === undefined || asked === undefined || has.strictness >= asked.strictness) continue;
      yield {
        ...placeInCatalog(context, policy, "class"),
        message: `Expected "${asked.id}" or stricter for risk "${policy.risk}", found "${has.id}"`,
        hint: `Write class: ${asked.id}, or correct the risk of the action`,
        related: declaredAt(asked.id, "degradation-class", context),
      };
    }
  },
});

/** By risk, the least strict class that is meant for it. */
function mildestByRisk(classes: readonly DegradationClass[]): Map<string, DegradationClass> {
  const strictFirst = [...classes].sort((a, b) => b.strictness - a.strictness);
  return new Map(strictFirst.map((one) => [one.for_risk, one]));
}
