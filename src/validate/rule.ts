import { type AnyDocument, accountOf, type Collection, type Postmortem } from "../model/collection.js";
import type { Problem, Severity } from "../model/diagnostic.js";
import type { EvidenceFiles } from "../model/evidence-files.js";
import type { History, RemovedDocument } from "../model/history.js";
import type { Place } from "../model/place.js";
import type { RecentCommits } from "../model/recent-commits.js";
import type { RepositoryFile } from "../model/repository-file.js";
import type { BaselineData } from "../model/schema-types.js";
import type { Source } from "../model/source.js";
import type { SourceIds } from "../model/source-ids.js";
import type { ParsedFile } from "../parse/parse-file.js";
import type { StaleEntry } from "./baseline.js";
import type { CheckedFile } from "./checked-file.js";
import type { IdIndex } from "./ids/id-index.js";
import type { LostSettings, Setting } from "./lost-settings.js";
import type { Selection } from "./selection.js";
import type { Suppressed } from "./suppress.js";

/** A problem that a rule reports. The runner turns it into a diagnostic. */
export interface RuleProblem extends Problem {
  file: string;
  /** Replaces the rule's severity, for example by the document's status or a step's `skip_severity`. */
  severity?: Severity | undefined;
  /** Reported even if its rule is off. */
  always?: true | undefined;
  /** The line contains text that must not be printed. */
  hideSource?: boolean;
}

/** The input of rules. */
export interface RuleContext {
  files: readonly CheckedFile[];
  collection: Collection;
  index: IdIndex;
  /** Every document by its path, also where `collection` has only the changed ones. For what a link or a reference leads to. */
  documents: ReadonlyMap<string, AnyDocument>;
  /** What a document refers to, as `kind id`. */
  referencesOf(document: AnyDocument): readonly string[];
  /** A hash of the Markdown of a document; null where there is little of it. */
  ownTextHash(document: AnyDocument): string | null;
  /** The ids of all rules. */
  ruleIds: readonly string[];
  /** The ids of locked rules. */
  locked: ReadonlySet<string>;
  /** Today, `YYYY-MM-DD`. */
  now: string;
  evidence: EvidenceFiles;
  history: History;
  /** The files of the repository that catalogs name, by path from its top. */
  repositoryFiles: ReadonlyMap<string, RepositoryFile>;
  /** The last commits; null where no rule needs them, and where git cannot list them. */
  recentCommits: RecentCommits | null;
  /** The documents that drafts of a collection may be duplicates of, by the id of the draft; none where they are not looked for. */
  possibleDuplicates(collection: Collection): Promise<ReadonlyMap<string, AnyDocument>>;
  /** The paths of existing files that could not be read. */
  unreadable: readonly string[];
  /** The settings of `inquest.yaml` that could not be read. */
  lost: LostSettings;
  /** Documents in git's history that no longer exist. */
  removed: readonly RemovedDocument[];
  /** Limits what is checked; null: everything. `filesOf`, `documentsOf` and functions based on them respect it. */
  selection: Selection | null;
  /** What `inquest.yaml` held before the changes that are checked, unvalidated; undefined where it did not change. */
  configBefore: unknown;
  /** What other repositories declare; null where `inquest.yaml` names none. */
  sources: SourceIds | null;
  /** Whether drafts are checked as if they were published. */
  asPublished: boolean;
  /** Whether to warn of what reads as internal in what a public site would show. */
  forPublic: boolean;
}

export interface Rule {
  /** Permanent: rules are deprecated, never renamed. */
  id: string;
  /** The default; `inquest.yaml` can change it. */
  severity: Severity;
  /** Cannot be switched off, suppressed or baselined. */
  locked?: boolean;
  /** About a duty of the owner, so it does not apply to third-party accounts. The rule's doc says so. */
  duty?: boolean;
  /** Without these settings it would be wrong. `account` goes without saying for a duty, the rule's own severity for all. */
  settings?: readonly Setting[];
  /**
   * Its messages say which document may have been meant, so that they depend on which there are. What else it says of a
   * document depends only on whether those are there that the document leads to.
   */
  suggests?: boolean;
  /**
   * What it says of one document depends on what others contain. Results of other rules are kept: these are given only the
   * documents that have changed, and all files that are no documents.
   */
  across?: boolean | ((context: RuleContext) => boolean);
  check(context: RuleContext): Iterable<RuleProblem> | Promise<Iterable<RuleProblem>>;
}

/** A rule about suppressions and the baseline. Its diagnostics cannot be suppressed or baselined. */
export interface ReviewRule {
  id: string;
  severity: Severity;
  settings?: readonly Setting[];
  review(outcome: Outcome): Iterable<RuleProblem>;
}

/** The diagnostics that suppressions and the baseline covered. */
export interface Outcome {
  suppressions: Pick<Suppressed, "expired" | "unused">;
  /** The ids of locked rules. */
  locked: ReadonlySet<string>;
  /** The ids of rules that are off. */
  off: ReadonlySet<string>;
  baseline: { parsed: ParsedFile; data: BaselineData; stale: readonly StaleEntry[] } | null;
  /** Whether a file could not be read completely, so that conclusions about its suppressions and entries may be wrong. */
  isFaulty(file: string): boolean;
  /** The baseline in `inquest.yaml` that does not exist; null if there is no such problem. */
  missingBaseline: { path: string; file: string; place: Place } | null;
}

/** Checks the type of a rule. */
export function defineRule(rule: Rule): Rule {
  return rule;
}

/** Checks the type of a rule about suppressions and the baseline. */
export function defineReviewRule(rule: ReviewRule): ReviewRule {
  return rule;
}

/** The selected files. */
export function filesOf({ files, selection }: RuleContext): readonly CheckedFile[] {
  return selection === null ? files : files.filter(({ parsed }) => selection.hasFile(parsed.path));
}

/** The text of every file, by its path. */
export function sourcesOf({ files }: RuleContext): ReadonlyMap<string, Source> {
  return new Map(files.map(({ parsed }) => [parsed.path, parsed.source]));
}

/** The selected postmortems. Rules that compare documents use the whole collection instead. */
export function postmortemsOf(context: RuleContext): readonly Postmortem[] {
  return selectedOf(context.collection.postmortems, context);
}

function selectedOf<T extends AnyDocument>(documents: readonly T[], { selection }: RuleContext): readonly T[] {
  return selection === null ? documents : documents.filter(({ source }) => selection.hasFile(source.path));
}

/** The selected postmortems and drills. */
export function documentsOf(context: RuleContext): readonly AnyDocument[] {
  return [...postmortemsOf(context), ...selectedOf(context.collection.drills, context)];
}

/** The selected documents that are not third-party accounts, so that an owner's duties apply. */
export function ownDocuments(context: RuleContext): AnyDocument[] {
  const { config } = context.collection;
  return documentsOf(context).filter((document) => accountOf(document, config) === "own");
}

/** The selected postmortems that are not third-party accounts. */
export function ownPostmortems(context: RuleContext): Postmortem[] {
  const { config } = context.collection;
  return postmortemsOf(context).filter((document) => accountOf(document, config) === "own");
}

/** Whether rules about an owner's duties apply to the catalogs; the `account` of the collection decides. */
export function ownCatalogs({ collection: { config } }: RuleContext): boolean {
  return (config.account ?? "own") === "own";
}

/** Whether a setting that decides what a rule says could not be read. */
export function lacksSettings(rule: Rule | ReviewRule, { lost }: Pick<RuleContext, "lost">): boolean {
  if (!lost.any || ("check" in rule && rule.locked)) return false;
  const isDuty = "check" in rule && rule.duty === true;
  return lost.hasRule(rule) || (isDuty && lost.has("account")) || rule.settings?.some(lost.has) === true;
}

/** The severity of a missing part of a document: an error once published, a warning in review, nothing in a draft or an archived document. */
export function severityByStatus(document: AnyDocument, context: RuleContext): Severity | undefined {
  if (document.data.status === "archived") return undefined;
  if (context.asPublished || document.data.status === "published") return "error";
  return document.data.status === "in-review" ? "warning" : undefined;
}

/** The selected postmortems that must be complete: all except drafts, or all if drafts are checked as published. */
export function finishedPostmortems(context: RuleContext): Postmortem[] {
  return postmortemsOf(context).filter((document) => severityByStatus(document, context) !== undefined);
}

/**
 * Whether every document, catalog and setting could be read. If not, what seems unused or missing may be in the unreadable
 * file, and advice to add or remove something would do harm.
 */
export function isReadWhole({ files, unreadable }: Pick<RuleContext, "files" | "unreadable">): boolean {
  const hasData = ({ parsed: { data, file } }: CheckedFile) =>
    data !== undefined || file.role === "about" || file.role === "baseline" || file.role === "stray";
  return unreadable.length === 0 && files.every(hasData);
}
