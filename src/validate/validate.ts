import type { Catalogs } from "../model/catalogs.js";
import type { Changes } from "../model/changes.js";
import {
  type About,
  type AnyDocument,
  type Collection,
  type Drill,
  dayOfId,
  emptyCatalogs,
  type Postmortem,
} from "../model/collection.js";
import { compareDiagnostics, compareText, type Diagnostic } from "../model/diagnostic.js";
import { isStorable } from "../model/document-id.js";
import type { EvidenceFiles } from "../model/evidence-files.js";
import type { History, RemovedDocument } from "../model/history.js";
import { CATALOG_KINDS, type CatalogName } from "../model/kinds.js";
import { FILE_START } from "../model/place.js";
import type { Progress } from "../model/progress.js";
import type { RecentCommits } from "../model/recent-commits.js";
import type { RepositoryFile } from "../model/repository-file.js";
import type { BaselineData, ConfigData } from "../model/schema-types.js";
import type { SourceIds } from "../model/source-ids.js";
import type { ParsedFile } from "../parse/parse-file.js";
import { applyBaseline, baselineOf } from "./baseline.js";
import { type CheckedFile, isDocument } from "./checked-file.js";
import { buildIndex } from "./ids/id-index.js";
import { KnownDocuments, type KnownResults } from "./known-results.js";
import {
  filesOf,
  isReadWhole,
  type Outcome,
  type ReviewRule,
  type Rule,
  type RuleContext,
  type RuleProblem,
} from "./rule.js";
import { documentLimit } from "./rules/document-limit/document-limit.js";
import { rules } from "./rules/index.js";
import { checkSchema, type SchemaCheck } from "./schema/schema-check.js";
import { Selection, selectionOf } from "./selection.js";
import { applySuppressions } from "./suppress.js";
import { pathAt } from "./value-path.js";

/** The ids of the rules that cannot be switched off, suppressed or baselined. */
const LOCKED: ReadonlySet<string> = new Set(rules.filter((rule) => "check" in rule && rule.locked).map(({ id }) => id));

export interface ValidateOptions {
  /** Today, `YYYY-MM-DD`; null: `as_of` of the collection. */
  now: string | null;
  /** The fallback if neither is given; null: the newest day in the content. */
  today: string | null;
  /** Check drafts as if they were published. */
  asPublished?: boolean;
  /** Warn of what reads as internal in what a public site would show. */
  forPublic?: boolean;
  /** Awaited before each rule, so that a server can answer requests in between. */
  pause?: () => Promise<void>;
  /** The results of earlier checks; by default none. */
  results?: KnownResults | undefined;
  /** Is told how many rules have been applied. */
  progress?: Progress | undefined;
}

/** The input of rules besides the parsed files. */
export interface ValidationInput {
  evidence: EvidenceFiles;
  history: History;
  removed: readonly RemovedDocument[];
  /** The files of the repository that catalogs name, by path from its top. */
  repositoryFiles: ReadonlyMap<string, RepositoryFile>;
  /** What git says of the last commits; by default nothing. */
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
  const others = new Map(parsed.flatMap((file) => (isDocument(file) ? [] : [[file, checked(file)]])));
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
    selection,
    configBefore: changes?.before.get("inquest.yaml"),
    sources,
    asPublished,
    forPublic,
  };
  const changed = known.without(context);
  const complete = completer(files, collection.config);
  const found: Diagnostic[] = complete(documentLimit, failures);
  for (const [number, rule] of rules.entries()) {
    if (!("check" in rule)) continue;
    await options.pause?.();
    await options.progress?.("Checking", number, rules.length);
    const isAcross = typeof rule.across === "function" ? rule.across(context) : rule.across === true;
    const diagnostics = await runContained(rule, isAcross ? context : changed, complete);
    if (!isAcross) known.add(diagnostics);
    found.push(...diagnostics);
  }
  found.push(...known.diagnostics());
  known.keep(changed);
  const { diagnostics, ...covered } = cover(found.sort(compareDiagnostics), context, complete);
  return { collection, diagnostics: diagnostics.sort(compareDiagnostics), ...covered, now, selection };
}

/** The files that are valid by their schema as a collection, without running rules. */
export function collectionOf(parsed: readonly ParsedFile[]): Collection {
  return collect(parsed.map((file) => ({ parsed: file, schema: checkContained(file, []) })));
}

/**
 * The files that their schema accepts as a collection, and what it refuses of the others. Unlike in a collection of its own,
 * nothing is salvaged: what is left of a document may not say what its author meant.
 */
export function collectSound(parsed: readonly ParsedFile[]): {
  collection: Collection;
  refused: { path: string; why: string }[];
  /** The catalogs and settings of which only a part is valid. */
  partial: { path: string; why: string }[];
} {
  const files = parsed.map((file) => ({ parsed: file, schema: checkContained(file, []) }));
  const isSound = ({ parsed, schema }: CheckedFile) =>
    parsed.file.role === "config" || parsed.file.role === "catalog" || (schema.faults.length === 0 && schema.data);
  const tell = ({ parsed, schema }: CheckedFile) => ({
    path: parsed.path,
    why: schema.faults[0]?.message ?? "it cannot be read",
  });
  return {
    collection: collect(files.filter(isSound)),
    refused: files.filter((file) => !isSound(file)).map(tell),
    partial: files.filter((file) => isSound(file) && file.schema.faults.length > 0).map(tell),
  };
}

/** Checks a file against its schema. Where that fails on a file, the file counts as unreadable. */
function checkContained(file: ParsedFile, failures: RuleProblem[]): SchemaCheck {
  try {
    return checkSchema(file);
  } catch (error) {
    failures.push(failureAt(file.path, "schema", error));
    return { data: undefined, faults: [], missing: [] };
  }
}

/**
 * Runs a rule. Where it fails, it runs again on each file alone, so that only the file that breaks it loses its
 * diagnostics.
 * @throws the error where no single file is at fault
 */
async function runContained(rule: Rule, context: RuleContext, complete: Completer): Promise<Diagnostic[]> {
  try {
    return complete(rule, await rule.check(context));
  } catch (error) {
    const found: Diagnostic[] = [];
    const failures: RuleProblem[] = [];
    const paths = filesOf(context).map(({ parsed }) => parsed.path);
    for (const path of paths)
      try {
        const selection = new Selection(new Map([[path, "all" as const]]));
        found.push(...complete(rule, await rule.check({ ...context, selection })));
      } catch (failure) {
        failures.push(failureAt(path, rule.id, failure));
      }
    if (failures.length === paths.length) throw error;
    return [
      ...found.filter(({ file }) => !failures.some((one) => one.file === file)),
      ...complete(documentLimit, failures),
    ];
  }
}

function failureAt(file: string, rule: string, error: unknown): RuleProblem {
  return {
    file,
    place: FILE_START,
    // Finding the path would read the file again.
    path: "",
    message: `Expected a file that can be checked: the rule ${rule} failed with ${JSON.stringify((error as Error).message)}`,
    hint: "Simplify the file; if it is an ordinary one, this is a bug in inquest",
  };
}

/** The day that counts as today. */
export function nowOf(collection: Collection, { now, today }: Pick<ValidateOptions, "now" | "today">): string {
  return now ?? collection.config.as_of ?? today ?? newestDay(collection);
}

/** Removes diagnostics that suppressions and the baseline cover, and adds the diagnostics about these. */
function cover(
  found: readonly Diagnostic[],
  context: RuleContext,
  complete: Completer,
): Pick<Validated, "diagnostics" | "suppressed" | "baselined" | "baseline"> {
  const { files, now } = context;
  const { config } = context.collection;
  const isWhole = isReadWhole(context);
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
  const reviewed = rules.flatMap((rule) => ("review" in rule ? complete(rule, rule.review(outcome)) : []));
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

type Completer = (rule: Rule | ReviewRule, problems: Iterable<RuleProblem>) => Diagnostic[];

/** Turns the problems of rules into diagnostics, except if the rule is off. */
function completer(files: readonly CheckedFile[], config: ConfigData): Completer {
  const byPath = new Map(files.map(({ parsed }) => [parsed.path, parsed]));
  return (rule, problems) => {
    const configured = "check" in rule && rule.locked ? undefined : config.rules?.[rule.id];
    return Array.from(problems).flatMap((problem) => {
      if (configured === "off" && !problem.always) return [];
      const { file, place, message, hint, related, severity, suggestions = [], hideSource } = problem;
      return {
        rule: rule.id,
        severity: (configured === "off" ? undefined : configured) ?? severity ?? rule.severity,
        file,
        path: pathOf(problem, byPath.get(file)),
        ...place,
        message,
        ...(hint ? { hint } : {}),
        ...urlOf(rule.id, config),
        ...(related ? { related } : {}),
        ...(suggestions.length > 0 ? { suggestions } : {}),
        ...(hideSource ? { hideSource } : {}),
      };
    });
  };
}

function pathOf({ place, path: given, missing, hideSource }: RuleProblem, parsed: ParsedFile | undefined): string {
  const value = given ?? (parsed === undefined ? "" : pathAt(parsed, place));
  const path = [value, missing].filter(Boolean).join("/");
  // A heading or an id may contain the secret.
  const secret = hideSource && parsed ? parsed.source.textAt(place) : "";
  return secret ? path.replaceAll(secret, "…") : path;
}

function urlOf(rule: string, config: ConfigData): { url?: string } {
  return config.base_url && config.site?.rules !== false
    ? { url: `${config.base_url.replace(/\/?$/, "/")}rules/${rule}/` }
    : {};
}

/** Builds the collection from the files that pass their schema. Documents are sorted by id. */
function collect(files: readonly CheckedFile[]): Collection {
  let config: ConfigData = { schema: 1, title: "Untitled" };
  const catalogs = emptyCatalogs();
  const documents: AnyDocument[] = [];
  let about: About | null = null;
  for (const { parsed, schema } of files) {
    if (parsed.file.role === "about" && parsed.body) about = { path: parsed.path, body: parsed.body };
    if (schema.data === undefined) continue;
    const { file } = parsed;
    if (file.role === "config") config = schema.data as ConfigData;
    else if (file.role === "catalog") addCatalog(catalogs, file.name, schema.data as Record<string, never[]>);
    // A name that is no path everywhere makes no page; the rule `id-format` reports it.
    else if ((file.role === "postmortem" || file.role === "drill") && isStorable(file.id))
      documents.push({
        type: file.role,
        id: file.id,
        data: schema.data,
        get body() {
          return parsed.body;
        },
        source: parsed.source,
        places: parsed.places,
      } as unknown as AnyDocument);
  }
  documents.sort((a, b) => compareText(a.id, b.id) || compareText(a.source.path, b.source.path));
  return {
    config,
    catalogs,
    postmortems: documents.filter((document): document is Postmortem => document.type === "postmortem"),
    drills: documents.filter((document): document is Drill => document.type === "drill"),
    about,
  };
}

function addCatalog(catalogs: Catalogs, name: CatalogName, data: Record<string, never[]>): void {
  for (const { catalog, list, property } of CATALOG_KINDS)
    if (catalog === name) (catalogs[property] as unknown[]).push(...(data[list] ?? []));
}

/** The newest day among ids and publication days; the epoch if there is none. */
function newestDay(collection: Collection): string {
  const days = [...collection.postmortems, ...collection.drills]
    .flatMap((document) => [dayOfId(document.id), document.data.published_on])
    .filter((day) => typeof day === "string");
  return days.sort(compareText).at(-1) ?? "1970-01-01";
}
