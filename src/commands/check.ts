import { writeFileSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Diagnostic } from "../model/diagnostic.js";
import { EnvironmentFault } from "../model/environment-fault.js";
import { check } from "../pipeline.js";
import { reporters } from "../reporters/index.js";
import { count } from "../reporters/report.js";
import {
  collectionRoot,
  colourFor,
  dateOption,
  type GlobalOptions,
  reportOf,
  reportUnreadable,
  today,
} from "./context.js";

interface CheckOptions extends GlobalOptions {
  format: string;
  output?: string;
  status?: string;
  date?: string;
  maxWarnings?: number;
}

/** `inquest check`: validates the collection. Exit code 0, 1 for errors in the content, 2 for unreadable files. */
export function addCheck(program: Command, exit: (code: number) => void): void {
  program
    .command("check")
    .description("validate the collection: every finding in one run, each at its place")
    .argument("[paths...]", "report only what is in these files and folders; the whole collection is read all the same")
    .addOption(new Option("--format <format>", "how to print").choices(Object.keys(reporters)).default("pretty"))
    .option("--output <file>", "write the format to a file, and print pretty")
    .addOption(new Option("--status <status>", "check drafts as if they had this status").choices(["published"]))
    .option("--date <date>", "the day that counts as today, YYYY-MM-DD", dateOption)
    .option("--max-warnings <n>", "fail if there are more warnings", wholeNumber)
    .addHelpText(
      "after",
      "\nExamples:\n  inquest check\n  inquest check postmortems/incidents/2026-03-14-stale-grants.md\n  inquest check --format json --output findings.json\n  inquest check --status published   what a draft still lacks",
    )
    .action((paths: string[], _, command: Command) => exit(run(paths, command.optsWithGlobals())));
}

function run(paths: readonly string[], options: CheckOptions): number {
  const root = collectionRoot(options);
  const checked = check(root, {
    now: options.date ?? null,
    today: today(),
    asPublished: options.status === "published",
  });
  const diagnostics = checked.diagnostics.filter(selects(root, paths, checked.sources.keys()));
  const reporter = reporters[options.format];
  const pretty = reporters.pretty;
  if (reporter === undefined || pretty === undefined) throw new EnvironmentFault(`Unknown format ${options.format}`);
  const colour = colourFor(process.stdout, options);
  if (options.output !== undefined) {
    writeOutput(options.output, reporter(reportOf(root, checked, diagnostics, false)));
    process.stdout.write(pretty(reportOf(root, checked, diagnostics, colour)));
  } else process.stdout.write(reporter(reportOf(root, checked, diagnostics, colour)));
  if (reportUnreadable(root, checked)) return 2;
  const { errors, warnings } = count(diagnostics);
  if (options.maxWarnings !== undefined && warnings > options.maxWarnings)
    process.stderr.write(`inquest: ${warnings} warnings, at most ${options.maxWarnings} allowed by --max-warnings\n`);
  return errors > 0 || warnings > (options.maxWarnings ?? Number.POSITIVE_INFINITY) ? 1 : 0;
}

function writeOutput(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new EnvironmentFault(`Cannot write ${file}: ${(error as NodeJS.ErrnoException).code}`);
  }
}

/** Which findings the given paths choose; all of them where none are given. */
function selects(root: string, paths: readonly string[], known: Iterable<string>): (diagnostic: Diagnostic) => boolean {
  if (paths.length === 0) return () => true;
  const files = [...known];
  const wanted = paths.map((path) => relative(root, resolve(path)).split(sep).join("/"));
  wanted.forEach((path, index) => {
    if (path !== "" && !files.some((file) => file === path || file.startsWith(`${path}/`)))
      throw new EnvironmentFault(`Nothing of the collection at ${paths[index]}: name a file or folder of ${root}`);
  });
  return ({ file }) => wanted.some((path) => path === "" || file === path || file.startsWith(`${path}/`));
}

function wholeNumber(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError("Expected a whole number.");
  return Number(value);
}
