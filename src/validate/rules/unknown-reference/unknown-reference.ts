import { CATALOG_LISTS, CONFIG_LISTS } from "../../ids/build-index.js";
import { declaredAt } from "../../ids/declared-at.js";
import type { IdType } from "../../ids/id-index.js";
import { LOCAL_LISTS } from "../../ids/references.js";
import { closest, suggestion } from "../../ids/suggest.js";
import { isLocal, type Unresolved, unresolvedReferences } from "../../ids/unresolved.js";
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
  const { file, place, type, id } = reference;
  const finding = { file, place, message: `Unknown ${type} ${JSON.stringify(id)}` };
  if (isLocal(type)) return { ...finding, hint: `Add it to ${LOCAL_LISTS[type]}${orOneOf(known)}` };
  if (type === "rule")
    return { ...finding, hint: suggestion(id, known, "The rules are") ?? "Look it up in the list of rules" };
  const near = closest(id, known);
  if (near === undefined) return { ...finding, hint: `Add it to ${homeOf(type, id)}${orOneOf(known)}` };
  const related = declaredAt(near, type, context);
  return {
    ...finding,
    hint: `Did you mean ${JSON.stringify(near)}?`,
    ...(related.length > 0 ? { related } : {}),
  };
}

function orOneOf(known: readonly string[]): string {
  return known.length > 0 && known.length <= 15 ? `, or use one of ${known.join(", ")}` : "";
}

/** Where something of this type is declared. */
function homeOf(type: IdType, id: string): string {
  if (type === "incident" || type === "drill") return `${type}s/ as ${id}.md`;
  const config = CONFIG_LISTS.find((list) => list.type === type);
  if (config) return `${config.key} in inquest.yaml`;
  const catalog = type === "kind" ? "taxonomy" : CATALOG_LISTS.find((list) => list.type === type)?.catalog;
  return `catalog/${catalog}.yaml`;
}
