import type { RelatedPlace } from "../../model/diagnostic.js";
import type { RuleContext } from "../rule.js";
import type { IdType } from "./id-index.js";

/** Where an id is declared, as a related place; none where it is declared nowhere. */
export function declaredAt(id: string, type: IdType, { index }: RuleContext): RelatedPlace[] {
  const declaration = index.ids(type).get(id);
  if (declaration === undefined) return [];
  const { line, column } = declaration.place;
  return [{ file: declaration.file, line, column, message: "declared here" }];
}
