import { conformanceOf } from "../../../model/conformance.js";
import type { Degradation } from "../../../model/schema-types.js";
import { listOf } from "../../../model/values/blank.js";
import { addressedBy } from "../../addressed.js";
import { finished } from "../../finished.js";
import { declaredAt } from "../../ids/declared-at.js";
import { policyFinder } from "../../policy-of.js";
import { defineRule, ownDocuments } from "../../rule.js";

/** An action that did not degrade as declared, and by design, is followed by an action on its policy. */
export const degradationMismatch = defineRule({
  id: "degradation-mismatch",
  severity: "warning",
  duty: true,
  *check(context) {
    const policyOf = policyFinder(context.collection.catalogs.policies);
    for (const document of finished(ownDocuments(context), context)) {
      const { data, places, source } = document;
      const addressed = addressedBy(document, context);
      for (const row of listOf<Degradation>(data.degradation)) {
        const policy = policyOf(row);
        const id = policy?.id ?? row.policy;
        if (id !== undefined && addressed.has(`policy:${id}`)) continue;
        const { declared, observed, conformance } = conformanceOf(row, policy ?? null);
        if (conformance !== "mismatch" && conformance !== "by-chance") continue;
        const isOther = conformance === "mismatch";
        yield {
          file: source.path,
          place: places.value(row, isOther ? "observed" : "mode"),
          message: isOther
            ? `Expected degradation "${declared}", found "${observed}"`
            : `Expected "${declared}" by design, found mode "${row.mode}"`,
          hint:
            id === undefined
              ? "Declare a policy in catalog/degradation.yaml, name it here, and add an action that addresses it"
              : `Add an action with addresses: ["policy:${id}"]`,
          ...(id === undefined ? {} : { related: declaredAt(id, "policy", context) }),
        };
      }
    }
  },
});
