import type { AnyDocument } from "../model/collection.js";
import { type RuleContext, severityByStatus } from "./rule.js";

/** The documents that must be complete: all except drafts, or all if drafts are checked as published. */
export function finished<Document extends AnyDocument>(
  documents: readonly Document[],
  context: RuleContext,
): readonly Document[] {
  return documents.filter((document) => severityByStatus(document, context) !== undefined);
}

/** The published documents, and drafts if they are checked as published. */
export function published<Document extends AnyDocument>(
  documents: readonly Document[],
  context: RuleContext,
): readonly Document[] {
  return documents.filter((document) => severityByStatus(document, context) === "error");
}
