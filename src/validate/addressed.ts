import type { AnyDocument } from "../model/collection.js";
import type { RuleContext } from "./rule.js";
import { writtenIn } from "./written.js";

/**
 * The references in `addresses` of a document's actions, such as `missing:M1`, without those of dropped actions. An action
 * with a fault still says what it is for.
 */
export function addressedBy(document: AnyDocument, context: Pick<RuleContext, "files">): ReadonlySet<unknown> {
  const alive = writtenIn(document, "actions", context).filter(({ state }) => state !== "dropped");
  return new Set<unknown>(alive.flatMap(({ addresses }) => addresses ?? []));
}
