import { type AnyDocument, accountOf, type Collection, type Postmortem } from "../model/collection.js";
import type { Problem, Severity } from "../model/diagnostic.js";
import type { EvidenceFiles } from "../model/evidence-files.js";
import type { History, RemovedDocument } from "../model/history.js";
import type { Place } from "../model/place.js";
import type { BaselineData } from "../model/schema-types.js";
import type { Source } from "../model/source.js";
import type { ParsedFile } from "../parse/parse-file.js";
import type { StaleEntry } from "./baseline.js";
import type { CheckedFile } from "./checked-file.js";
import type { IdIndex } from "./ids/id-index.js";
import type { Selection } from "./selection.js";
import type { Suppressed } from "./suppress.js";

/** What a rule reports. The runner makes a diagnostic of it. */
export interface RuleProblem extends Problem {
  file: string;
  /** Where it differs from the rule's own: what a status demands, how a catalog rates a skipped step. */
  severity?: Severity | undefined;
  /** It is reported even where its rule is switched off. */
  always?: true | undefined;
  /** The line holds what must not be printed. */
  hideSource?: boolean;
}

/** What rules see. */
export interface RuleContext {
  files: readonly CheckedFile[];
  collection: Collection;
  index: IdIndex;
  /** The ids of all rules. */
  ruleIds: readonly string[];
  /** Those of locked rules. */
  locked: ReadonlySet<string>;
  /** Today, `YYYY-MM-DD`. */
  now: string;
  evidence: EvidenceFiles;
  history: History;
  /** The paths of files that are there and could not be read. */
  unreadable: readonly string[];
  /** What git knows and is not there any more. */
  removed: readonly RemovedDocument[];
  /** What the run is about; null: everything. `filesOf`, `documentsOf` and what follows from them keep to it. */
  selection: Selection | null;
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
  /** About a duty of the owner: it does not apply to a third-party account. Its doc says so. */
  duty?: boolean;
  check(context: RuleContext): Iterable<RuleProblem> | Promise<Iterable<RuleProblem>>;
}

/** A rule on suppressions and the baseline. Its own diagnostics are neither suppressed nor baselined. */
export interface ReviewRule {
  id: string;
  severity: Severity;
  review(outcome: Outcome): Iterable<RuleProblem>;
}

/** What suppressions and the baseline covered. */
export interface Outcome {
  suppressions: Pick<Suppressed, "expired" | "unused">;
  /** The ids of locked rules. */
  locked: ReadonlySet<string>;
  /** The ids of rules that are switched off. */
  off: ReadonlySet<string>;
  baseline: { parsed: ParsedFile; data: BaselineData; stale: readonly StaleEntry[] } | null;
  /** Files that could not be read in part or at all: what is said of their suppressions and entries may be wrong. */
  isFaulty(file: string): boolean;
  /** The baseline that `inquest.yaml` names and that is no file; null where there is no such fault. */
  missingBaseline: { path: string; file: string; place: Place } | null;
}

/** Gives a rule its shape. */
export function defineRule(rule: Rule): Rule {
  return rule;
}

/** The same for a rule on suppressions and the baseline. */
export function defineReviewRule(rule: ReviewRule): ReviewRule {
  return rule;
}

/** The files that the run is about. */
export function filesOf({ files, selection }: RuleContext): readonly CheckedFile[] {
  return selection === null ? files : files.filter(({ parsed }) => selection.hasFile(parsed.path));
}

/** The text of every file, by its path. */
export function sourcesOf({ files }: RuleContext): ReadonlyMap<string, Source> {
  return new Map(files.map(({ parsed }) => [parsed.path, parsed.source]));
}

/** The postmortems that the run is about. Rules that compare documents look at all of the collection instead. */
export function postmortemsOf(context: RuleContext): readonly Postmortem[] {
  return selectedOf(context.collection.postmortems, context);
}

function selectedOf<T extends AnyDocument>(documents: readonly T[], { selection }: RuleContext): readonly T[] {
  return selection === null ? documents : documents.filter(({ source }) => selection.hasFile(source.path));
}

/** The postmortems and drills that the run is about. */
export function documentsOf(context: RuleContext): readonly AnyDocument[] {
  return [...postmortemsOf(context), ...selectedOf(context.collection.drills, context)];
}

/** The documents whose owner wrote them, with an owner's duties: third-party accounts have none. */
export function ownDocuments(context: RuleContext): AnyDocument[] {
  const { config } = context.collection;
  return documentsOf(context).filter((document) => accountOf(document, config) === "own");
}

/** The same for postmortems alone. */
export function ownPostmortems(context: RuleContext): Postmortem[] {
  const { config } = context.collection;
  return postmortemsOf(context).filter((document) => accountOf(document, config) === "own");
}

/** Whether the rules on an owner's duties apply to the catalogs: they follow the account of the collection. */
export function ownCatalogs({ collection: { config } }: RuleContext): boolean {
  return (config.account ?? "own") === "own";
}

/** How bad it is that a document lacks something: an error once published, a warning in review, nothing in a draft or an archived document. */
export function severityByStatus(document: AnyDocument, context: RuleContext): Severity | undefined {
  if (document.data.status === "archived") return undefined;
  if (context.asPublished || document.data.status === "published") return "error";
  return document.data.status === "in-review" ? "warning" : undefined;
}

/** The postmortems to which a rule on what is complete applies: all but drafts, unless drafts are checked as published. */
export function finishedPostmortems(context: RuleContext): Postmortem[] {
  return postmortemsOf(context).filter((document) => severityByStatus(document, context) !== undefined);
}

/**
 * Whether every document, catalog and setting could be read. Where one could not, what seems unused, missing or gone may be
 * in it, and the advice to add or remove something would do harm.
 */
export function isReadWhole({ files, unreadable }: Pick<RuleContext, "files" | "unreadable">): boolean {
  const hasData = ({ parsed: { data, file } }: CheckedFile) =>
    data !== undefined || file.role === "about" || file.role === "baseline" || file.role === "stray";
  return unreadable.length === 0 && files.every(hasData);
}
