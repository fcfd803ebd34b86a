import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { EnvironmentFault } from "../model/environment-fault.js";
import { parseSpan } from "../model/values/duration.js";
import { type NextFormat, next } from "../pipeline/next.js";
import { packageVersion } from "../read/package-info.js";
import { type CacheOptions, cacheOptions, openCache } from "./cache-options.js";
import { collectionRoot, type GlobalOptions, nowOption, shown, terminalOf, today } from "./context.js";
import { knownId } from "./known-id.js";
import { reportLeftOut, reportUnreadable } from "./notices.js";

interface NextCommandOptions extends GlobalOptions, CacheOptions {
  format: NextFormat;
  owner?: string;
  within: number;
  date?: string;
}

/** `inquest next`: what to do next, and who. Exit code 0 whatever the content holds. */
export function addNext(program: Command, exit: (code: number) => void): void {
  program
    .command("next")
    .description("print what to do next: overdue, due soon, open, never drilled")
    .addOption(
      new Option("--format <format>", "how to print; ics is a calendar file")
        .choices(["text", "json", "markdown", "ics"])
        .default("text"),
    )
    .option("--owner <id>", "only what this owner has to do")
    .addOption(
      new Option("--within <duration>", "how far ahead a due day is soon")
        .argParser(withinOption)
        .default(withinOption("P14D"), "P14D"),
    )
    .addOption(nowOption())
    .addOption(cacheOptions[0])
    .addOption(cacheOptions[1])
    .addHelpText(
      "after",
      `
Examples:
  inquest next
  inquest next --owner team-policy --within P30D
  inquest next --format markdown > next.md
  inquest next --format ics --within P365D > next.ics`,
    )
    .action(async (_, command: Command) => exit(await run(command.optsWithGlobals())));
}

function withinOption(value: string): number {
  const span = parseSpan(value);
  if (span === undefined || span < 0)
    throw new EnvironmentFault(`--within ${value}: expected a duration such as P14D, which is 14 days`);
  return span;
}

async function run(options: NextCommandOptions): Promise<number> {
  const root = collectionRoot(options);
  const cache = await openCache(root, options);
  const reported = await next(root, {
    format: options.format,
    owner: options.owner ?? null,
    within: options.within,
    now: options.date ?? null,
    today: today(),
    version: packageVersion(),
    ...terminalOf(process.stdout, options),
    shown: (path) => shown(resolve(root, path)),
    cache,
  });
  cache.save();
  const { owners } = reported.checked.collection.config;
  if (owners !== undefined) knownId(options.owner, "owner", owners);
  reportUnreadable(root, reported.checked);
  reportLeftOut(root, reported);
  process.stdout.write(reported.text);
  return 0;
}
