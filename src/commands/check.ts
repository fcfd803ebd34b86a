import { relative, resolve, sep } from "node:path";
import { buffer } from "node:stream/consumers";
import { type Command, InvalidArgumentError, Option } from "commander";
import { EnvironmentFault } from "../model/environment-fault.js";
import { BODIES_AT_ONCE } from "../pipeline/check.js";
import { type Checked, type CheckOptions, check, publicFiles } from "../pipeline.js";
import { repositoryOf } from "../read/find-collection.js";
import { github } from "../reporters/github.js";
import { REPOSITORY_FORMATS, reporters } from "../reporters/index.js";
import { pretty } from "../reporters/pretty.js";
import { count } from "../reporters/report.js";
import { visible } from "../util/characters.js";
import { plural } from "../util/plural.js";
import { baselineFile, readBaseline, updateBaseline } from "./baseline-file.js";
import { type CacheOptions, cacheOptions, openCache } from "./cache-options.js";
import { reportNotes, reportOf } from "./checked.js";
import { collectionRoot, type GlobalOptions, nowOption, shown, terminalOf, today } from "./context.js";
import { limitingGarbage } from "./limit-garbage.js";
import { reportUnreadable } from "./notices.js";
import { optimizeLater } from "./optimize-later.js";
import { withProgress } from "./progress.js";
import { selected, selector } from "./select-diagnostics.js";
import { writeFixes } from "./write-fixes.js";
import { writeOutput } from "./write-output.js";

interface CheckCommandOptions extends GlobalOptions, CacheOptions {
  format?: string;
  output?: string;
  status?: string;
  audience?: string;
  date?: string;
  maxWarnings?: number;
  fix?: boolean;
  fixEvidence?: boolean;
  baseline?: string;
  updateBaseline?: boolean;
  changedSince?: string;
  stdin?: boolean;
  stdinFilename?: string;
}

/** `inquest check`: validates the collection. Exit code 0, 1 for errors in the content, 2 for unreadable files. */
export function addCheck(program: Command, exit: (code: number) => void): void {
  program
    .command("check")
    .description("validate the collection: every diagnostic, with its place")
    .argument("[paths...]", "report only diagnostics of these files and folders; the whole collection is read")
    .option(
      "--changed-since <ref>",
      "report only diagnostics of what changed since the merge base of this ref and HEAD",
    )
    .addOption(
      new Option("--format <format>", "output format; default: github in a GitHub job, else pretty").choices(
        Object.keys(reporters),
      ),
    )
    .option("--stdin", "check the text on stdin as if it were the file of --stdin-filename, and report on it alone")
    .option("--stdin-filename <file>", "the file that the text on stdin stands for")
    .option("--output <file>", "write the output to a file, and print pretty")
    .addOption(new Option("--status <status>", "check drafts as if they had this status").choices(["published"]))
    .addOption(nowOption())
    .addOption(
      new Option(
        "--audience <audience>",
        "list what a public site would publish, and warn of what reads as internal in it",
      ).choices(["public"]),
    )
    .option("--max-warnings <n>", "exit with 1 if there are more warnings", wholeNumber)
    .option("--fix", "apply safe fixes: forms of times, order of fields and sections, stated delays")
    .option("--fix-evidence", "write the current hashes of registered evidence")
    .option(
      "--baseline <file>",
      "ignore the diagnostics that this file lists; default: the file that inquest.yaml names",
    )
    .option("--update-baseline", "create the baseline from the diagnostics; later only remove what is fixed")
    .addOption(cacheOptions[0])
    .addOption(cacheOptions[1])
    .addHelpText(
      "after",
      `
Examples:
  inquest check
  inquest check postmortems/incidents/2026-03-14-stale-grants.md
  inquest check --changed-since origin/main
  inquest check --fix
  inquest check --format json --output diagnostics.json
  inquest check --status published                           what a draft still lacks
  inquest check --baseline baseline.json --update-baseline   start with an old collection`,
    )
    .action(async (paths: string[], _, command: Command) => exit(await run(paths, command.optsWithGlobals())));
}

async function run(pathArguments: readonly string[], options: CheckCommandOptions): Promise<number> {
  optimizeLater();
  const root = collectionRoot(options);
  const unsaved = await readStdin(root, pathArguments, options);
  const paths = unsaved ? [unsaved.name] : pathArguments;
  const baseline = readBaseline(root, paths, options);
  const cache = await openCache(root, options);
  const request: CheckOptions = {
    now: options.date ?? null,
    today: today(),
    asPublished: options.status === "published",
    forPublic: options.audience === "public",
    baseline,
    changedSince: options.changedSince ?? null,
    cache,
    bodiesAtOnce: BODIES_AT_ONCE,
    findDuplicates: true,
    ...(unsaved ? { overlay: new Map([[unsaved.path, unsaved.bytes]]) } : {}),
  };
  let checked = await withProgress((progress) => check(root, { ...request, progress: limitingGarbage(progress) }));
  const selects = selector(root, paths, checked);
  if (options.fix || options.fixEvidence) checked = await writeFixes(root, checked, request, selects, options);
  if (options.updateBaseline) {
    updateBaseline(root, baselineFile(root, options, checked), checked);
    checked = await check(root, { ...request, baseline: readBaseline(root, paths, options) });
  }
  cache.save();
  const code = print(root, { ...checked, ...selected(checked, selects) }, options);
  if (options.audience === "public") printPublic(root, await publicFiles(checked.collection), options);
  return code;
}

/** The text on stdin, if it is to be checked, with the path of its file in the collection and as it was named. */
async function readStdin(
  root: string,
  paths: readonly string[],
  { stdin, stdinFilename: name, ...options }: CheckCommandOptions,
): Promise<{ path: string; name: string; bytes: Uint8Array } | null> {
  if (!stdin && name === undefined) return null;
  if (!stdin || name === undefined)
    throw new EnvironmentFault("--stdin and --stdin-filename go together: give both, or neither");
  if (paths.length > 0 || options.fix || options.fixEvidence || options.updateBaseline)
    throw new EnvironmentFault("--stdin reports on one file and writes none: leave paths, fixes and baselines out");
  const path = relative(root, resolve(name)).split(sep).join("/");
  return { path, name, bytes: await buffer(process.stdin) };
}

/** Lists what would be published: after what is made for people, and on stderr beside what is made for programs. */
function printPublic(root: string, files: readonly string[], { format, output }: CheckCommandOptions): void {
  const isForPeople = output !== undefined || (format ?? "pretty") === "pretty";
  const head = files.length === 0 ? "A public site would publish no document" : "A public site would publish:";
  const lines = files.map((path) => `  ${shown(resolve(root, path))}`);
  (isForPeople ? process.stdout : process.stderr).write(`\n${[head, ...lines].join("\n")}\n`);
}

/** Prints the diagnostics. @returns the exit code */
function print(root: string, checked: Checked, options: CheckCommandOptions): number {
  const isGitHubJob = process.env.GITHUB_ACTIONS === "true";
  const format = options.format ?? (isGitHubJob && !options.output ? "github" : "pretty");
  const reporter = reporters[format];
  if (reporter === undefined) throw new EnvironmentFault(`Unknown format ${format}`);
  const terminal = terminalOf(process.stdout, options);
  const base = REPOSITORY_FORMATS.has(format) ? repositoryOf(root) : process.cwd();
  if (options.output !== undefined) {
    const baseline = checked.parsed.find(({ file }) => file.role === "baseline")?.path;
    if (baseline !== undefined && resolve(root, baseline) === resolve(options.output))
      throw new EnvironmentFault(`--output ${options.output} would replace the baseline: name another file`);
    writeOutput(root, "--output", options.output, reporter(reportOf(root, checked, { colour: false }, base)));
    process.stdout.write(pretty(reportOf(root, checked, terminal)));
    // What goes to a file annotates nothing.
    if (isGitHubJob) process.stdout.write(github(reportOf(root, checked, { colour: false }, repositoryOf(root))));
  } else process.stdout.write(reporter(reportOf(root, checked, terminal, base)));
  reportNotes(checked);
  const isUnreadable = reportUnreadable(root, checked);
  for (const one of checked.missingSources) process.stderr.write(`inquest: ${visible(one)}\n`);
  if (isUnreadable || checked.missingSources.length > 0) return 2;
  const { errors, warnings } = count(checked.diagnostics);
  if (options.maxWarnings !== undefined && warnings > options.maxWarnings)
    process.stderr.write(
      `inquest: ${plural(warnings, "warning")}, at most ${options.maxWarnings} allowed by --max-warnings\n`,
    );
  return errors > 0 || warnings > (options.maxWarnings ?? Number.POSITIVE_INFINITY) ? 1 : 0;
}

function wholeNumber(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError("Expected a whole number.");
  return Number(value);
}
