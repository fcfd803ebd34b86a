import type { Changes } from "../model/changes.js";
import type { Collection } from "../model/collection.js";
import { compareDiagnostics, type Diagnostic } from "../model/diagnostic.js";
import type { EvidenceFiles } from "../model/evidence-files.js";
import type { History, RemovedDocument } from "../model/history.js";
import { isDocument } from "../model/raw-file.js";
import type { RecentCommits } from "../model/recent-commits.js";
import type { RepositoryFile } from "../model/repository-file.js";
import type { BaselineData, ConfigData } from "../model/schema-types.js";
import type { SourceIds } from "../model/source-ids.js";
import type { ParsedFile } from "../parse/parse-file.js";
import { type ApplyOptions, applyRules } from "./apply-rules.js";
import { applyBaseline, baselineOf } from "./baseline.js";
import type { CheckedFile } from "./checked-file.js";
import { collect, type DayOptions, nowOf } from "./collect.js";
import { type Completer, completer } from "./completer.js";
import { checkContained } from "./contained.js";
import { buildIndex } from "./ids/id-index.js";
import { KnownDocuments, type KnownResults } from "./known-results.js";
import { lostSettings } from "./lost-settings.js";
import { isReadWhole, lacksSettings, type Outcome, type RuleContext, type RuleProblem } from "./rule.js";
import { documentLimit } from "./rules/document-limit/document-limit.js";
import { rules } from "./rules/index.js";
import { type Selection, selectionOf } from "./selection.js";
import { applySuppressions } from "./suppress.js";

/** The ids of the rules that cannot be switched off, suppressed or baselined. */
const LOCKED: ReadonlySet<string> = new Set(rules.filter((rule) => "check" in rule && rule.locked).map(({ id }) => id));

export interface ValidateOptions extends DayOptions, ApplyOptions {
  /** Check drafts as if they were published. */
  asPublished?: boolean;
  /** Warn of what reads as internal in what a public site would show. */
  forPublic?: boolean;
  /** The results of earlier checks; by default none. */
  results?: KnownResults | undefined;
}

/** The input of rules besides the parsed files. */
export interface ValidationInput {
  evidence: EvidenceFiles;
  history: History;
  removed: readonly RemovedDocument[];
  /** The files of the repository that catalogs name, by path from its top. */
  repositoryFiles: ReadonlyMap<string, RepositoryFile>;
  /** The last commits; by default none. */
  recentCommits?: RecentCommits | null;
  /** Finds the documents that drafts may be duplicates of; by default none. */
  possibleDuplicates?: RuleContext["possibleDuplicates"];
  /** The paths of existing files that could not be read. */
  unreadable: readonly string[];
  /** Limits what is checked; null: everything. */
  changes: Changes | null;
  /** What other repositories declare; null where `inquest.yaml` names none, or nothing is to be said of their ids. */
  sources?: SourceIds | null;
}

export interface Validated {
  collection: Collection;
  /** Sorted by file, line, column and rule. `file` is relative to the collection's folder. */
  diagnostics: Diagnostic[];
  /** The diagnostics that suppressions cover. */
  suppressed: Diagnostic[];
  /** The diagnostics that the baseline covers. */
  baselined: Diagnostic[];
  /** A baseline of all diagnostics or, if a baseline was given, of those that it covers. */
  baseline: BaselineData;
  now: string;
  /** The selected diagnostics; null: all. Documents that are not selected were not checked. */
  selection: Selection | null;
}

/** Runs every rule on the parsed files, and returns the valid ones as a collection. */
export async function validate(
  parsed: readonly ParsedFile[],
  input: ValidationInput,
  options: ValidateOptions,
): Promise<Validated> {
  const failures: RuleProblem[] = [];
  const {
    evidence,
    history,
    removed,
    repositoryFiles,
    recentCommits = null,
    unreadable,
    changes,
    sources = null,
  } = input;
  const checked = (file: ParsedFile): CheckedFile => ({ parsed: file, schema: checkContained(file, failures) });
  const others = new Map(parsed.flatMap((file) => (isDocument(file.file) ? [] : [[file, checked(file)]])));
  const { config } = collect([...others.values()]);
  const asPublished = options.asPublished ?? false;
  const forPublic = options.forPublic === true;
  // A part of the collection, and what would be published of it, is checked seldom.
  const results = changes === null && !forPublic ? (options.results ?? null) : null;
  const day = options.now ?? config.as_of ?? options.today;
  const known = new KnownDocuments(parsed, day, { ...input, asPublished }, results);
  const files = parsed.map((file) => others.get(file) ?? known.checked(file) ?? checked(file));
  const collection = collect(files);
  const now = nowOf(collection, options);
  const selection = changes && selectionOf(changes, files, collection);
  const context: RuleContext = {
    files,
    collection,
    index: buildIndex(files),
    documents: new Map([...collection.postmortems, ...collection.drills].map((one) => [one.source.path, one])),
    referencesOf: (document) => known.referencesOf(document, collection.config),
    ownTextHash: (document) => known.ownTextHash(document),
    ruleIds: rules.map((rule) => rule.id),
    locked: LOCKED,
    now,
    evidence,
    history,
    removed,
    repositoryFiles,
    recentCommits,
    possibleDuplicates: input.possibleDuplicates ?? (async () => new Map()),
    unreadable,
    lost: lostSettings(files, unreadable),
    selection,
    configBefore: changes?.before.get("inquest.yaml"),
    sources,
    asPublished,
    forPublic,
  };
  const complete = completer(files, collection.config);
  const found: Diagnostic[] = complete(documentLimit, failures);
  found.push(...(await applyRules(context, known, complete, options)));
  const { diagnostics, ...covered } = cover(found.sort(compareDiagnostics), context, complete);
  return { collection, diagnostics: diagnostics.sort(compareDiagnostics), ...covered, now, selection };
}

/** Removes diagnostics that suppressions and the baseline cover, and adds the diagnostics about these. */
function cover(
  found: readonly Diagnostic[],
  context: RuleContext,
  complete: Completer,
): Pick<Validated, "diagnostics" | "suppressed" | "baselined" | "baseline"> {
  const { files, now } = context;
  const { config } = context.collection;
  const isWhole = isReadWhole(context) && !context.lost.any;
  const faulty = new Set(files.flatMap(({ parsed, schema }) => (schema.faults.length > 0 ? parsed.path : [])));
  const isFaulty = (file: string) => !isWhole || faulty.has(file);
  const suppressed = applySuppressions(found, files, LOCKED, now);
  const given = files.find(({ parsed }) => parsed.file.role === "baseline");
  const data = given?.schema.data as BaselineData | undefined;
  const baselined = data && applyBaseline(suppressed.kept, data, LOCKED, isFaulty);
  const outcome: Outcome = {
    suppressions: suppressed,
    locked: LOCKED,
    off: new Set(Object.entries(config.rules ?? {}).flatMap(([id, severity]) => (severity === "off" ? id : []))),
    baseline: given && data && baselined ? { parsed: given.parsed, data, stale: baselined.stale } : null,
    isFaulty,
    missingBaseline: given ? null : missingBaseline(files, config),
  };
  const reviewed = rules.flatMap((rule) =>
    "review" in rule && !lacksSettings(rule, context) ? complete(rule, rule.review(outcome)) : [],
  );
  return {
    diagnostics: [...(baselined?.kept ?? suppressed.kept), ...reviewed],
    suppressed: suppressed.suppressed,
    baselined: baselined?.baselined ?? [],
    baseline: baselineOf(baselined?.baselined ?? suppressed.kept, LOCKED, baselined?.undecided),
  };
}

function missingBaseline(files: readonly CheckedFile[], { baseline }: ConfigData): Outcome["missingBaseline"] {
  const parsed = files.find(({ parsed }) => parsed.file.role === "config")?.parsed;
  if (baseline === undefined || parsed === undefined) return null;
  const data = parsed.data as object;
  return { path: baseline, file: parsed.path, place: parsed.places.value(data, "baseline") };
}
