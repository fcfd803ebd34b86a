import { isLocalKind, KINDS } from "../../../model/kinds.js";
import { declaredAt } from "../../ids/declared-at.js";
import { homeOf } from "../../ids/id-index.js";
import { closest, suggestion } from "../../ids/suggest.js";
import { type Unresolved, unresolvedReferences } from "../../ids/unresolved.js";
import { defineRule, type Finding, type RuleContext } from "../../rule.js";

/** What is mentioned exists. What differs in case only is a finding of `reference-case`. */
export const unknownReference = defineRule({
  id: "unknown-reference",
  severity: "error",
  *check(context) {
    for (const one of unresolvedReferences(context)) if (one.sameButCase === undefined) yield unknown(one, context);
  },
});

function unknown({ reference, known }: Unresolved, context: RuleContext): Finding {
  const { file, place, kind, id } = reference;
  const finding = { file, place, message: `Unknown ${KINDS[kind].singular} ${JSON.stringify(id)}` };
  if (kind === "rule")
    return { ...finding, hint: suggestion(id, known, "The rules are") ?? "Look it up in the list of rules" };
  const near = isLocalKind(kind) ? undefined : closest(id, known);
  if (near === undefined) return { ...finding, hint: `Add it to ${homeOf(kind, id)}${orOneOf(known)}` };
  const related = declaredAt(near, kind, context);
  return {
    ...finding,
    hint: `Did you mean ${JSON.stringify(near)}?`,
    ...(related.length > 0 ? { related } : {}),
  };
}

function orOneOf(known: readonly string[]): string {
  return known.length > 0 && known.length <= 15 ? `, or use one of ${known.join(", ")}` : "";
}
