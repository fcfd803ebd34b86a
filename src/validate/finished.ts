import type { AnyDocument } from "../model/collection.js";
import { type RuleContext, severityByStatus } from "./rule.js";

/** The documents of which a rule can ask that they are complete: all but drafts, unless drafts are checked as published. */
export function finished<Document extends AnyDocument>(
  documents: readonly Document[],
  context: RuleContext,
): readonly Document[] {
  return documents.filter((document) => severityByStatus(document, context) !== undefined);
}

/** The published ones, and drafts where they are checked as published. */
export function published<Document extends AnyDocument>(
  documents: readonly Document[],
  context: RuleContext,
): readonly Document[] {
  return documents.filter((document) => severityByStatus(document, context) === "error");
}
