import type { UnclearContract } from "../../../model/schema-types.js";
import { isStated } from "../../../model/stated.js";
import { listOf } from "../../../model/values/blank.js";
import { addressedBy } from "../../addressed.js";
import { published } from "../../finished.js";
import { declaredAt } from "../../ids/declared-at.js";
import { defineRule, ownPostmortems } from "../../rule.js";

/** A contract that lacked clarity is clarified, or an action sees to it. */
export const contractWithoutClarification = defineRule({
  id: "contract-without-clarification",
  severity: "warning",
  duty: true,
  *check(context) {
    // A contract that the catalog does not have is not among them: unknown-reference speaks of it.
    const unclarified = new Set(
      context.collection.catalogs.contracts.filter(({ clarified = [] }) => clarified.length === 0).map(({ id }) => id),
    );
    for (const document of published(ownPostmortems(context), context)) {
      const { data, places, source } = document;
      const addressed = addressedBy(document, context);
      for (const entry of listOf<UnclearContract>(data.unclear_contracts)) {
        const { contract } = entry;
        if (isStated(contract) || !unclarified.has(contract) || addressed.has(`contract:${contract}`)) continue;
        yield {
          file: source.path,
          place: places.value(entry, "contract"),
          message: `Missing clarification of contract "${contract}"`,
          hint: `Add an action with addresses: ["contract:${contract}"], or say in the catalog when and where it was clarified`,
          related: declaredAt(contract, "contract", context),
        };
      }
    }
  },
});
