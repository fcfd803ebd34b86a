import { finished } from "../../finished.js";
import { defineRule, documentsOf } from "../../rule.js";

/** States of actions that were dropped, or that only a third party can change. */
const EXEMPT: ReadonlySet<string> = new Set(["dropped", "reported", "reported-done"]);

/** An action says what it is for. */
export const actionAddressesNothing = defineRule({
  id: "action-addresses-nothing",
  severity: "warning",
  *check(context) {
    for (const { data, places, source } of finished(documentsOf(context), context)) {
      for (const action of data.actions ?? []) {
        if (EXEMPT.has(action.state) || (action.addresses ?? []).length > 0) continue;
        yield {
          file: source.path,
          place: places.value(action, "id"),
          message: `Missing addresses of action "${action.id}"`,
          hint: 'Name what it addresses, such as addresses: ["missing:M1"] or an invariant, contract, step, policy or objective',
        };
      }
    }
  },
});
