import { originOf } from "../../../model/policy-origin.js";
import { catalogFiles, placeInCatalog } from "../../catalog-file.js";
import { defineRule } from "../../rule.js";
import { isAbsent } from "../../written.js";

/** A degradation policy has what its class requires, and says where it is enforced. */
export const policyIncomplete = defineRule({
  id: "policy-incomplete",
  severity: "warning",
  duty: true,
  *check(context) {
    const { degradationClasses, policies } = context.collection.catalogs;
    const classes = new Map(degradationClasses.map((one) => [one.id, one]));
    for (const policy of policies) {
      if (originOf(policy, context.collection.config) !== "own") continue;
      const places = catalogFiles(context).get(policy)?.places;
      const found = { ...placeInCatalog(context, policy, "id") };
      const required = classes.get(policy.class)?.requires ?? "nothing";
      if (required !== "nothing" && places && isAbsent(policy, required, places))
        yield {
          ...found,
          missing: required,
          message: `Missing ${required} of policy "${policy.id}"`,
          hint:
            required === "controls"
              ? `Add controls: […], what makes up for what class "${policy.class}" leaves unchecked`
              : `Add audit_marker: …, what is written when class "${policy.class}" lets something pass, so that it can be found again`,
        };
      if (places && isAbsent(policy, "policy_ref", places))
        yield {
          ...found,
          missing: "policy_ref",
          message: `Missing policy_ref of policy "${policy.id}"`,
          hint: "Add policy_ref: …, the file, module or setting that enforces it",
        };
    }
  },
});
