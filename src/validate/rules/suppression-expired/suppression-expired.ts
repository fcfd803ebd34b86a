import { defineReviewRule } from "../../rule.js";

/** A suppression is past its day: its diagnostics count again. */
export const suppressionExpired = defineReviewRule({
  id: "suppression-expired",
  severity: "warning",
  settings: ["as_of"],
  *review({ suppressions }) {
    for (const { file, place, suppression } of suppressions.expired)
      yield {
        file,
        place,
        message: `Expired suppression of "${suppression.rule}", until ${suppression.until}`,
        hint: "Fix what it covers and remove it, or give it a later day and a reason that still holds",
      };
  },
});
