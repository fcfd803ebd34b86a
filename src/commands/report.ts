import { type Command, Option } from "commander";
import { readAll } from "../model/environment-fault.js";
import { type ReportFormat, report } from "../pipeline/report.js";
import { packageVersion } from "../read/package-info.js";
import { type CacheOptions, cacheOptions, openCache } from "./cache-options.js";
import { callFor } from "./call-for.js";
import { collectionRoot, dateOption, type GlobalOptions, nowOption, terminalOf, today } from "./context.js";
import { knownId } from "./known-id.js";
import { limitingGarbage } from "./limit-garbage.js";
import { reportLeftOut, reportSourceNotes, reportUnreadable } from "./notices.js";
import { optimizeLater } from "./optimize-later.js";
import { withProgress } from "./progress.js";

interface ReportCommandOptions extends GlobalOptions, CacheOptions {
  format: ReportFormat;
  all?: boolean;
  since?: string;
  service?: string;
  class?: string;
  date?: string;
}

/** `inquest report`: what the incidents teach, in figures. Exit code 0 whatever the content holds. */
export function addReport(program: Command, exit: (code: number) => void): void {
  program
    .command("report")
    .description("print what the incidents teach, in measures")
    .addOption(new Option("--format <format>", "how to print").choices(["text", "json", "markdown"]).default("text"))
    .option("--all", "print every table, and not the short report of two screens")
    .option("--since <date>", "count incidents of this day and later, YYYY-MM-DD", (value) =>
      dateOption(value, "--since"),
    )
    .option("--service <id>", "count incidents in which this service took part")
    .option("--class <id>", "count incidents of this class of failure, by their primary kind")
    .addOption(nowOption())
    .addOption(cacheOptions[0])
    .addOption(cacheOptions[1])
    .addHelpText(
      "after",
      `
Examples:
  inquest report
  inquest report --all
  inquest report --since 2026-01-01 --format markdown > review.md
  inquest report --class trust
  inquest report --service sidecar --format json`,
    )
    .action(async (_, command: Command) => exit(await run(command.optsWithGlobals())));
}

async function run(options: ReportCommandOptions): Promise<number> {
  optimizeLater();
  const root = collectionRoot(options);
  const cache = await openCache(root, options);
  const reported = await withProgress((progress) =>
    report(root, {
      format: options.format,
      all: options.all ?? false,
      filter: { since: options.since ?? null, service: options.service ?? null, class: options.class ?? null },
      now: options.date ?? null,
      today: today(),
      version: packageVersion(),
      call: callFor(root),
      ...terminalOf(process.stdout, options),
      progress: limitingGarbage(progress),
      cache,
    }),
  );
  cache.save();
  const { services, classes } = reported.checked.collection.catalogs;
  readAll(
    () => knownId(options.service, "service", services),
    () => knownId(options.class, "class", classes),
  );
  reportUnreadable(root, reported.checked);
  reportLeftOut(root, reported);
  reportSourceNotes(reported.notes ?? []);
  process.stdout.write(reported.text);
  return 0;
}
