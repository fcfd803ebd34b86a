import { isOpenGap } from "../../../model/gap-closure.js";
import type { MissingEvidence } from "../../../model/schema-types.js";
import { listOf } from "../../../model/values/blank.js";
import { addressedBy } from "../../addressed.js";
import { finished } from "../../finished.js";
import { defineRule, ownPostmortems } from "../../rule.js";

/** An action addresses every open gap of the evidence ledger. */
export const gapWithoutAction = defineRule({
  id: "gap-without-action",
  severity: "warning",
  duty: true,
  *check(context) {
    for (const document of finished(ownPostmortems(context), context)) {
      const { data, places, source } = document;
      const addressed = addressedBy(document, context);
      for (const gap of listOf<MissingEvidence>(data.missing_evidence)) {
        // What only readers of a third-party record miss cannot be closed here.
        if (!isOpenGap(gap) || gap.missing_to === "readers" || addressed.has(`missing:${gap.id}`)) continue;
        yield {
          file: source.path,
          place: places.value(gap, "id"),
          message: `Missing action for open gap "${gap.id}"`,
          hint: `Add an action with addresses: ["missing:${gap.id}"], or close the gap by naming what exists now and what proved it`,
        };
      }
    }
  },
});
