import type { AnyDocument } from "../../../model/collection.js";
import type { Action } from "../../../model/schema-types.js";
import { finished } from "../../finished.js";
import { defineRule, documentsOf, type RuleContext } from "../../rule.js";
import { writtenIn } from "../../written.js";

/** States of actions that were dropped, or that only a third party can change. */
const EXEMPT: ReadonlySet<string> = new Set(["dropped", "reported", "reported-done"]);

/** An action says what it is for. */
export const actionAddressesNothing = defineRule({
  id: "action-addresses-nothing",
  severity: "warning",
  *check(context) {
    for (const document of finished(documentsOf(context), context)) {
      const { data, places, source } = document;
      for (const action of data.actions ?? []) {
        if (EXEMPT.has(action.state) || saysWhatFor(action, document, context)) continue;
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

/** Whether it names something, also in a form that the schema refused. An empty list names nothing. */
function saysWhatFor({ id, addresses }: Action, document: AnyDocument, context: RuleContext): boolean {
  if (addresses !== undefined) return addresses.length > 0;
  const written = writtenIn(document, "actions", context).find((action) => action.id === id)?.addresses ?? [];
  return !Array.isArray(written) || written.length > 0;
}
