import type { Measures } from "./measure/measure.js";
import type { CountingFilter } from "./measure/narrow.js";
import type { Changes } from "./model/changes.js";
import type { Diagnostic } from "./model/diagnostic.js";
import type { EvidenceFiles } from "./model/evidence-files.js";
import type { Graph } from "./model/graph.js";
import { type History, NO_HISTORY } from "./model/history.js";
import type { OutputFile } from "./model/page.js";
import { CATALOG_NAMES, type RawFile } from "./model/raw-file.js";
import type { Visibility } from "./model/schema-types.js";
import { Source } from "./model/source.js";
import { aboutPathIn, type ParsedFile, parseFile, parseFrontMatter } from "./parse/parse-file.js";
import { withOverlay } from "./read/overlay.js";
import { readCollection, readNamedFile, type Unreadable } from "./read/read-collection.js";
import { readEvidence } from "./read/read-evidence.js";
import type { ReportInput } from "./render/report/report-input.js";
import type { RuleInput, SiteInput } from "./render/site-input.js";
import { type Validated, type ValidateOptions, validate } from "./validate/validate.js";

/** What a collection's folder holds, checked. */
export interface Checked extends Validated {
  /** How many documents and catalogs were read. */
  files: number;
  unreadable: readonly Unreadable[];
  /** Every file that was read, for editors. */
  parsed: readonly ParsedFile[];
  /** Every source by its path in the collection, for code frames. */
  sources: ReadonlyMap<string, Source>;
}

export interface CheckOptions extends ValidateOptions {
  /** The findings that do not fail a run; null: none. Its path is relative to the collection's folder. */
  baseline: RawFile | null;
  /** Report only what concerns changes since the merge base of this ref and HEAD; null: everything. */
  changedSince: string | null;
  /** What an editor holds of files and has not saved, by path in the collection. */
  overlay?: ReadonlyMap<string, Uint8Array>;
  /** Parses a file; who checks again and again need not parse anew what has not changed. */
  parse?: typeof parseFile;
}

/** Files in a folder → diagnostics and what is valid. */
export async function check(root: string, options: CheckOptions): Promise<Checked> {
  const overlay: ReadonlyMap<string, Uint8Array> = options.overlay ?? new Map();
  const parse = options.parse ?? parseFile;
  const { files, unreadable } = withOverlay(readCollection(root), overlay);
  const parsed = [...files, ...(options.baseline ? [options.baseline] : [])].map(parse);
  const about = readNamedFile(root, aboutPathIn(parsed) ?? "", { role: "about" });
  if (about) parsed.push(parse({ ...about, bytes: overlay.get(about.path) ?? about.bytes }));
  const evidence = readEvidence(root);
  const changes = options.changedSince === null ? null : await readChanges(root, options.changedSince, files, evidence);
  const history = await readHistory(root, files, parsed, changes);
  const surroundings = { evidence, history, changes };
  return {
    ...(await validate(parsed, surroundings, options)),
    files: files.filter(({ file }) => file.role !== "stray").length,
    unreadable,
    parsed,
    sources: new Map(parsed.map((file) => [file.path, file.source])),
  };
}

/** What differs from the merge base of a ref and HEAD. Files that are no part of a collection are left out. */
async function readChanges(
  root: string,
  ref: string,
  files: readonly RawFile[],
  evidence: EvidenceFiles,
): Promise<Changes> {
  const { changedFiles } = await import("./git/changed-files.js");
  const current = new Map(files.map(({ path, bytes }) => [path, bytes]));
  const { changed, deleted, before } = await changedFiles(root, ref, current, evidence.files.keys());
  const data = CATALOG_NAMES.map((name) => {
    const path = `catalog/${name}.yaml`;
    const bytes = before.get(path);
    return [path, bytes && parseFile({ path, file: { role: "catalog", name }, bytes }).data] as const;
  });
  return { changed, deleted, before: new Map(data) };
}

/** The earlier front matter of published documents of one's own: of others nobody asks what changed. */
async function readHistory(
  root: string,
  files: readonly RawFile[],
  parsed: readonly ParsedFile[],
  changes: Changes | null,
): Promise<History> {
  const bytes = new Map(files.map((file) => [file.path, file.bytes]));
  type Told = { status?: unknown; account?: unknown } | undefined;
  const account = (parsed.find(({ file }) => file.role === "config")?.data as Told)?.account;
  const published = parsed.filter(({ data, path }) => {
    const told = data as Told;
    const own = (told?.account ?? account ?? "own") === "own";
    return told?.status === "published" && own && (changes === null || changes.changed.has(path));
  });
  if (published.length === 0) return NO_HISTORY;
  const { earlierVersions } = await import("./git/versions.js");
  const current = new Map(published.map(({ path }) => [path, bytes.get(path) ?? new Uint8Array()]));
  const versions = await earlierVersions(root, current);
  return new Map(
    [...versions].map(([path, all]) => [
      path,
      all.map((version) => parseFrontMatter(path, version)).filter((data) => data !== undefined),
    ]),
  );
}

export interface BuildOptions {
  audience: Visibility | null;
  baseUrl: string | null;
  /** `YYYY-MM-DD`, or null: `as_of`, else the day of HEAD, else the newest day of the content. */
  date: string | null;
  search: boolean;
  version: string;
  allowErrors: boolean;
}

/** What a build comes to: the files of the site, or the errors that stand against it. */
export type Built = { checked: Checked; errors: Diagnostic[]; files: OutputFile[] | null };

/** Files in a folder → the files of the site. Nothing is written. The stages behind validation are loaded when they are needed. */
export async function build(root: string, options: BuildOptions): Promise<Built> {
  const { headCommit } = await import("./git/head.js");
  const commit = await headCommit(root);
  const checked = await check(root, {
    now: options.date,
    today: commit?.time.slice(0, 10) ?? null,
    asPublished: false,
    baseline: null,
    changedSince: null,
  });
  const errors = checked.diagnostics.filter((diagnostic) => diagnostic.severity === "error");
  if (errors.length > 0 && !options.allowErrors) return { checked, errors, files: null };
  const { config } = checked.collection;
  const { now } = checked;
  const audience = options.audience ?? config.audience ?? "public";
  const { graph, measures } = await learn(checked, audience, now);
  const [{ renderSite }, { readTemplates }, { readTheme }, { withTheme }] = await Promise.all([
    import("./render/site.js"),
    import("./read/read-templates.js"),
    import("./read/read-theme.js"),
    import("./render/with-theme.js"),
  ]);
  const templates = await readTemplates();
  const { attachments, logo, files } = await readShown(root, checked, graph);
  const pages = renderSite({
    graph,
    measures,
    now,
    commit,
    audience,
    baseUrl: options.baseUrl ?? config.base_url ?? null,
    version: options.version,
    rules: await ruleInputs(),
    attachments,
    logo,
    ...templates,
    ...withTheme(templates, readTheme(root)),
  });
  if (!options.search) return { checked, errors, files: [...pages, ...files] };
  const { buildSearchIndex } = await import("./write/search-index.js");
  return { checked, errors, files: [...pages, ...files, ...(await buildSearchIndex(pages))] };
}

/** What pages show beside text, in the form in which it cannot run: the evidence that the audience may see, and the logo. */
async function readShown(
  root: string,
  { collection }: Checked,
  graph: Graph,
): Promise<Pick<SiteInput, "attachments" | "logo"> & { files: OutputFile[] }> {
  const [{ attachmentsFor }, { readPublished, attachmentFiles }, { describeAttachments }, { logoOf }] =
    await Promise.all([
      import("./link/attachments.js"),
      import("./read/read-attachments.js"),
      import("./render/attachments/describe-attachments.js"),
      import("./render/logo.js"),
    ]);
  const read = (path: string) => readPublished(root, path);
  const attachments = describeAttachments(attachmentsFor(collection, graph.collection), read);
  const logo = collection.config.site?.logo;
  return {
    attachments,
    logo: logo === undefined ? null : logoOf(logo, read(logo)),
    files: attachmentFiles(root, attachments.values()),
  };
}

/** The rules of the validator and their docs, as the site shows them. */
export async function ruleInputs(): Promise<RuleInput[]> {
  const [{ readRuleDocs }, { parseMarkdown }, { rules }] = await Promise.all([
    import("./read/read-rule-doc.js"),
    import("./parse/markdown.js"),
    import("./validate/rules/index.js"),
  ]);
  const docs = readRuleDocs();
  return rules.map((rule) => {
    const { id, severity } = rule;
    const text = docs.get(id);
    return {
      id,
      severity,
      locked: "check" in rule && rule.locked === true,
      duty: "check" in rule && rule.duty === true,
      doc: text === undefined ? null : parseMarkdown(new Source(`${id}.md`, text), 0).body,
    };
  });
}

/** How a report can be printed. */
export type ReportFormat = "json" | "markdown" | "text";

export interface ReportOptions {
  format: ReportFormat;
  filter: CountingFilter;
  /** `YYYY-MM-DD`, or null: `as_of`, else `today`. */
  now: string | null;
  today: string;
  version: string;
  colour: boolean;
}

/** A report of what is valid, or in `unknown` what the filter names and the catalogs do not have. */
export interface Reported {
  checked: Checked;
  text: string;
  unknown: string | null;
  /** References that lead nowhere. */
  dropped: number;
}

/** Files in a folder → the figures of what is valid, as text. All of the collection: whoever holds its files may see it. */
export async function report(root: string, options: ReportOptions): Promise<Reported> {
  const { now, today, filter } = options;
  const checked = await check(root, { now, today, asPublished: false, baseline: null, changedSince: null });
  const { graph, measures } = await learn(checked, "internal", checked.now, filter);
  const [{ REPORT_FORMATS }, { unknownIn }] = await Promise.all([
    import("./render/report/report.js"),
    import("./validate/ids/unknown-in.js"),
  ]);
  const input: ReportInput = {
    graph,
    measures,
    filter,
    now: checked.now,
    baseUrl: checked.collection.config.base_url ?? null,
    version: options.version,
  };
  const { services, classes } = checked.collection.catalogs;
  return {
    checked,
    text: REPORT_FORMATS[options.format](input, options.colour),
    unknown:
      unknownIn("--service", filter.service, services, "services.yaml") ??
      unknownIn("--class", filter.class, classes, "taxonomy.yaml"),
    dropped: checked.diagnostics.filter(({ rule }) => rule === "unknown-reference").length,
  };
}

/** What is valid → the graph of what this audience may see, and the measures over it. */
async function learn(
  checked: Checked,
  audience: Visibility,
  now: string,
  filter?: CountingFilter,
): Promise<{ graph: Graph; measures: Measures }> {
  const [{ link }, { forAudience }, { measure }] = await Promise.all([
    import("./link/link.js"),
    import("./link/audience.js"),
    import("./measure/measure.js"),
  ]);
  const graph = link(forAudience(checked.collection, audience));
  return { graph, measures: measure(graph, now, filter) };
}
