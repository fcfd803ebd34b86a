import type { AnyDocument, Collection, Postmortem } from "../model/collection.js";
import type { RelatedPlace, Severity } from "../model/diagnostic.js";
import type { Place } from "../model/place.js";
import type { ParsedFile } from "../parse/parse-file.js";
import type { IdIndex } from "./id-index.js";
import type { SchemaCheck } from "./schema-check.js";

/** What a rule says: what is wrong, where, and the way out. The runner stamps the rest. */
export interface Finding {
  file: string;
  place: Place;
  message: string;
  hint?: string | undefined;
  related?: RelatedPlace[];
  /** Where it differs from the rule's own: what a status demands, how a catalog rates a skipped step. */
  severity?: Severity | undefined;
}

/** A file and what its schema says of it. */
export interface CheckedFile {
  parsed: ParsedFile;
  schema: SchemaCheck;
}

/** What rules see. */
export interface RuleContext {
  files: readonly CheckedFile[];
  collection: Collection;
  index: IdIndex;
  /** The ids of all rules. */
  ruleIds: readonly string[];
  /** Today, `YYYY-MM-DD`. */
  now: string;
  /** Whether drafts are checked as if they were published. */
  asPublished: boolean;
}

export interface Rule {
  /** Permanent: rules are deprecated, never renamed. */
  id: string;
  /** The default; `inquest.yaml` can change it. */
  severity: Severity;
  /** Cannot be switched off, suppressed or baselined. */
  locked?: boolean;
  check(context: RuleContext): Iterable<Finding>;
}

/** Gives a rule its shape. */
export function defineRule(rule: Rule): Rule {
  return rule;
}

/** Postmortems and drills. */
export function documentsOf(context: RuleContext): readonly AnyDocument[] {
  return [...context.collection.postmortems, ...context.collection.drills];
}

/** How bad it is that a document lacks something: an error once published, a warning in review, nothing in a draft. */
export function severityByStatus(document: AnyDocument, context: RuleContext): Severity | undefined {
  if (context.asPublished || document.data.status === "published") return "error";
  return document.data.status === "in-review" ? "warning" : undefined;
}

/** The postmortems to which a rule on what is complete applies: all but drafts, unless drafts are checked as published. */
export function finishedPostmortems(context: RuleContext): Postmortem[] {
  return context.collection.postmortems.filter((document) => severityByStatus(document, context) !== undefined);
}
