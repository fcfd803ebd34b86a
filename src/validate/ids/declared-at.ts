import type { RelatedPlace } from "../../model/diagnostic.js";
import type { Kind } from "../../model/kinds.js";
import type { RuleContext } from "../rule.js";

/** Where an id is declared, as a related place; none where it is declared nowhere. */
export function declaredAt(id: string, kind: Kind, { index }: RuleContext): RelatedPlace[] {
  const declaration = index.ids(kind).get(id);
  if (declaration === undefined) return [];
  const { line, column } = declaration.place;
  return [{ file: declaration.file, line, column, message: "declared here" }];
}
