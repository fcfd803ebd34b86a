import { lstatSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { type Command, Help, Option } from "commander";
import { type ExistingDocument, Imported, keptSourceName } from "../importers/drafting/plan/existing.js";
import { MAX_FOREIGN_BYTES } from "../importers/drafting/plan/folder-file.js";
import { type Outcome, planImport } from "../importers/drafting/plan/plan-import.js";
import { type Recognised, recognise } from "../importers/drafting/plan/recognise.js";
import { importReport } from "../importers/drafting/report/import-report.js";
import type { ReadSettings } from "../importers/importer.js";
import { importers } from "../importers/index.js";
import type { Diagnostic } from "../model/diagnostic.js";
import { EnvironmentFault } from "../model/environment-fault.js";
import { isDocument } from "../model/raw-file.js";
import type { Checked } from "../pipeline.js";
import { readBounded } from "../read/bounded.js";
import { type ForeignPath, listForeign } from "../read/list-foreign.js";
import { visible } from "../util/characters.js";
import { writeDraft } from "../write/write-draft.js";
import { callFor } from "./call-for.js";
import { checkToday } from "./checked.js";
import { collectionRoot, type GlobalOptions, shown } from "./context.js";
import { importJson } from "./import-result.js";
import { withProgress } from "./progress.js";
import { zoneOption } from "./zone-option.js";

interface ImportOptions extends GlobalOptions {
  from: string;
  dryRun?: boolean;
  force?: boolean;
  archive?: boolean;
  zone?: string;
  dayOrder?: NonNullable<ReadSettings["dayOrder"]>;
  reaction: string;
  format: "text" | "json";
}

/** `inquest import`: existing postmortems as drafts of this collection. Exit code 0, 1 where a file could not be imported. */
export function addImport(program: Command, exit: (code: number) => void): void {
  program
    .command("import")
    .description("bring in postmortems as drafts, each with its source")
    .argument("<paths...>", "files and folders with postmortems")
    .addOption(
      new Option("--from <format>", "the format of the files, see below")
        .choices(["auto", ...importers.map(({ id }) => id)])
        .default("auto"),
    )
    .option("--zone <zone>", "of clocks without one: Europe/Berlin, +02:00", zoneOption)
    .addOption(new Option("--day-order <order>", "how days are written in numbers").choices(["dmy", "mdy"]))
    .option("--reaction <name>", "of Slack messages for the timeline", "pushpin")
    .addOption(new Option("--format <format>", "how to print what was done").choices(["text", "json"]).default("text"))
    .option("--archive", "write archived documents; those without a day stay drafts")
    .option("--dry-run", "print what would be written, and write nothing")
    .option("--force", "rewrite drafts whose source has changed, and lose edits")
    // The list of formats below says more than their ids would here.
    .configureHelp({
      optionDescription: (option) =>
        option.long === "--from" ? `${option.description} (default: "auto")` : new Help().optionDescription(option),
    })
    .addHelpText(
      "after",
      `
What is recognised goes to its field, all of the text stays in the body, and the file itself is kept as evidence with its
hash. What was imported before is skipped. Nothing is fetched from the network, and links in folders are not followed.

Formats:
${importers.map(({ id, title }) => `  ${id.padEnd(15)}${title}`).join("\n")}

Examples:
  inquest import ../old-postmortems --dry-run
  inquest import ../old-postmortems --zone Europe/Berlin --day-order dmy
  inquest import export.json --from incident-io`,
    )
    .action(async (paths: string[], _, command: Command) => exit(await run(paths, command.optsWithGlobals())));
}

async function run(paths: readonly string[], options: ImportOptions): Promise<number> {
  const root = collectionRoot(options);
  const checked = await checkToday(root);
  const { files, links, beside } = listForeign(paths, root, MAX_FOREIGN_BYTES);
  for (const link of links)
    process.stderr.write(`inquest: ${shown(link)} was left out: it is a link, and links are not followed\n`);
  if (files.length === 0)
    throw new EnvironmentFault(`No files in ${paths.join(", ")}: name a file or a folder with postmortems`);
  const from = options.from === "auto" ? null : options.from;
  const hasPages = files.some(({ path }) => /\.x?html?$/i.test(path));
  const settings: ReadSettings = {
    zone: options.zone ?? null,
    dayOrder: options.dayOrder ?? null,
    reaction: options.reaction.replace(/^:|:$/g, ""),
    // Its parser takes longer to load than the rest of the program.
    htmlToMarkdown: hasPages ? (await import("../importers/html-to-markdown.js")).htmlToMarkdown : null,
  };
  const recognised = await withProgress(async (progress) => {
    const read: Recognised[] = [];
    for (const file of files) {
      read.push(recognise(file, from, settings));
      await progress?.("Reading", read.length, files.length);
    }
    return read;
  });
  const names = { config: checked.collection.config, services: checked.collection.catalogs.services };
  const existing = existingIn(checked);
  const ids = new Set(existing.map(({ id }) => id.toLowerCase()));
  const undated = recognised.filter((one) => one.is === "documents" && one.documents.some(({ day }) => day === null));
  const outcomes = planImport({
    recognised,
    beside,
    existing,
    isTaken: (id) => ids.has(id),
    names,
    force: options.force === true,
    archive: options.archive === true,
    keptSource: (document) => keptSource(root, document),
    firstCommits: await firstCommitsOf(files.filter((file) => undated.some((one) => one.file === file))),
  });
  if (!options.dryRun)
    for (const one of outcomes)
      if (one.is === "draft") {
        const document = { path: pathOf(checked, one.id), text: one.draft.text, evidence: one.copies };
        writeDraft(root, document, one.replaces !== null);
      }
  const shownDraft = (id: string) => shown(join(root, pathOf(checked, id)));
  if (options.format === "json") {
    process.stdout.write(importJson(outcomes, options.dryRun === true, shownDraft));
    return outcomes.some(({ is }) => is === "failed") ? 1 : 0;
  }
  const report = importReport(outcomes, {
    dryRun: options.dryRun === true,
    shown: shownDraft,
    beside: unused(recognised, outcomes, existing),
    ids: [...ids],
    next: await nextSteps(root, outcomes, options),
  });
  // The report quotes foreign files, so control characters are escaped.
  process.stdout.write(report.split("\n").map(visible).join("\n"));
  return outcomes.some(({ is }) => is === "failed") ? 1 : 0;
}

/** How many files are neither documents nor linked to by one, new or existing. */
function unused(
  recognised: readonly Recognised[],
  outcomes: readonly Outcome[],
  existing: readonly ExistingDocument[],
): number {
  const imported = new Imported(existing);
  const linked = new Set(outcomes.flatMap((one) => (one.is === "draft" ? one.linked : [])));
  return recognised.filter(({ is, file }) => {
    if (is !== "beside" || linked.has(file.path)) return false;
    const sha256 = file.read()?.sha256;
    return sha256 === undefined || !imported.isKept(sha256);
  }).length;
}

function existingIn({ parsed }: Checked): ExistingDocument[] {
  return parsed.flatMap(({ file, path, source, data }) =>
    isDocument(file) ? [{ id: file.id, path, text: source.text, data }] : [],
  );
}

/** The source of an imported document among its evidence; null where it is gone or is no regular file. */
function keptSource(root: string, document: ExistingDocument): Uint8Array | null {
  const name = keptSourceName(document);
  const file = join(root, "evidence", document.id, name ?? "");
  if (name === null || !lstatSync(file, { throwIfNoEntry: false })?.isFile()) return null;
  const { bytes, unreadSize } = readBounded(file, MAX_FOREIGN_BYTES);
  return unreadSize === undefined ? bytes : null;
}

/** The path of a document in the collection, existing or new. */
function pathOf({ parsed }: Pick<Checked, "parsed">, id: string): string {
  const there = parsed.find(({ file }) => isDocument(file) && file.id === id);
  return there?.path ?? `incidents/${id}.md`;
}

/** The day on which each of these files was first committed at its path. */
async function firstCommitsOf(files: readonly ForeignPath[]): Promise<Map<string, string>> {
  const days = new Map<string, string>();
  if (files.length === 0) return days;
  const { fileCommits } = await import("../git/file-commits.js");
  const byFolder = new Map<string, Awaited<ReturnType<typeof fileCommits>>>();
  for (const { path, full } of files) {
    const top = resolve(
      full,
      ...path
        .split("/")
        .slice(1)
        .map(() => ".."),
    );
    if (!byFolder.has(top)) byFolder.set(top, await fileCommits(top));
    const day = byFolder.get(top)?.get(relative(top, full).split(sep).join("/"))?.first?.day;
    if (day !== undefined) days.set(path, day);
  }
  return days;
}

/** The diagnostics of the new drafts by rule, and the next steps. */
async function nextSteps(root: string, outcomes: readonly Outcome[], { dryRun }: ImportOptions): Promise<string[]> {
  const ids = outcomes.flatMap((one) => (one.is === "draft" ? one.id : []));
  if (ids.length === 0) return [];
  if (dryRun) return ["Nothing was written. Next: the same without --dry-run"];
  const checked = await checkToday(root);
  const paths = new Set(ids.map((id) => pathOf(checked, id)));
  const found = (wanted: Diagnostic["severity"]) =>
    byRule(checked.diagnostics.filter(({ file, severity }) => severity === wanted && paths.has(file)));
  const [errors, warnings] = [found("error"), found("warning")];
  const call = callFor(root);
  const steps = [
    [
      `${call} check`,
      `the new drafts have ${errors === "" ? "no errors" : `ERRORS (${errors})`}${warnings === "" ? " and no warnings" : `; warnings: ${warnings}`}`,
    ],
    ...(errors + warnings === ""
      ? []
      : [
          [
            `${call} explain RULE`,
            `what one of these means, and how to fix it${warnings.includes("status-deadline") ? "; status-deadline only says that they are old" : ""}`,
          ],
        ]),
    [`${call} check --status published`, "what each draft still lacks; start with the four answers"],
    [`${call} report`, "how much of the four answers the old documents hold"],
  ];
  const width = Math.max(...steps.map(([command = ""]) => command.length)) + 4;
  return [
    "Next:",
    ...steps.map(([command = "", says]) => `  ${command.padEnd(width)}${says}`),
    `  ${call} check --status published --baseline baseline.json --update-baseline`,
    `  ${" ".repeat(width)}keep what they lack as a list that only gets shorter; without`,
    `  ${" ".repeat(width)}--update-baseline the same command tells what is new`,
  ];
}

function byRule(diagnostics: readonly Diagnostic[]): string {
  const count = new Map<string, number>();
  for (const { rule } of diagnostics) count.set(rule, (count.get(rule) ?? 0) + 1);
  return [...count]
    .sort()
    .map(([rule, n]) => `${rule} ${n}`)
    .join(", ");
}
