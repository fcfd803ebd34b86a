import { existsSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { text } from "node:stream/consumers";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Cache } from "../cache/cache.js";
import { EnvironmentFault } from "../model/environment-fault.js";
import { IGNORED_FOLDERS } from "../model/generated-folders.js";
import type { RecallFormat } from "../pipeline/recall.js";
import { recall, replay } from "../pipeline.js";
import { isRepository, repositoryOf } from "../read/find-collection.js";
import { walkFolder } from "../read/walk-folder.js";
import { visible } from "../util/characters.js";
import { type CacheOptions, cacheOptions, openCache } from "./cache-options.js";
import { collectionRoot, type GlobalOptions, nowOption, shown, terminalOf, today } from "./context.js";
import { reportNotRead, reportSourceNotes } from "./notices.js";
import { writeRules } from "./recall-rules.js";

interface RecallCommandOptions extends GlobalOptions, CacheOptions {
  changedSince?: string;
  like?: string;
  format: RecallFormat;
  limit: number;
  replay?: number;
  writeRules?: string;
  check?: boolean;
  date?: string;
}

const DEFAULT_LIMIT = 3;

/** `inquest recall`: what past incidents teach about a change. Exit code 0 whatever it finds. */
export function addRecall(program: Command, exit: (code: number) => void): void {
  program
    .command("recall")
    .description("print what past incidents and drills teach about a change")
    .argument("[paths...]", "files and folders that change; default: what is not committed")
    .option("--changed-since <ref>", "what changed since the merge base of this ref and HEAD")
    .option("--like <id|text|->", "what is like this postmortem, drill or text; - reads the text from stdin")
    .addOption(new Option("--format <format>", "how to print").choices(["text", "json", "markdown"]).default("text"))
    .addOption(
      new Option("--limit <n>", "how many answers at most")
        .argParser(countOption)
        .default(DEFAULT_LIMIT, `${DEFAULT_LIMIT}`),
    )
    .addOption(
      new Option("--replay <n>", "at how many of the last n commits something would have been recalled").argParser(
        countOption,
      ),
    )
    .option(
      "--write-rules <dir>",
      "write what was learned for each path into rule files that assistants read; a file such as AGENTS.md gets a section",
    )
    .option("--check", "with --write-rules: write nothing, and exit with 1 where files are out of date")
    .addOption(nowOption())
    .addOption(cacheOptions[0])
    .addOption(cacheOptions[1])
    .addHelpText(
      "after",
      `
Examples:
  inquest recall                              what teaches about the uncommitted changes
  inquest recall policy/bundle.rego deploy/
  inquest recall --changed-since origin/main --format markdown
  inquest recall --like 2026-03-14-stale-grants
  inquest recall --replay 500                 how often it would have spoken up
  inquest recall --write-rules .github/instructions
  inquest recall --write-rules AGENTS.md --check
  inquest recall --like "stale authorisation decisions after a rollout"`,
    )
    .action(async (paths: string[], _, command: Command) => exit(await run(paths, command.optsWithGlobals())));
}

async function run(paths: readonly string[], options: RecallCommandOptions): Promise<number> {
  if (paths.length > 0 && options.changedSince !== undefined)
    throw new EnvironmentFault("Name paths or give --changed-since, not both");
  const root = collectionRoot(options);
  const top = repositoryOf(root);
  const cache = await openCache(root, options);
  const code = await runIn(root, top, paths, options, cache);
  cache.save();
  return code;
}

async function runIn(
  root: string,
  top: string,
  paths: readonly string[],
  options: RecallCommandOptions,
  cache: Cache,
): Promise<number> {
  if (options.writeRules !== undefined) {
    refuseBeside("--write-rules takes the whole collection", paths, options);
    return writeRules(root, top, {
      target: options.writeRules,
      check: options.check ?? false,
      limit: options.limit,
      cache,
    });
  }
  if (options.check) throw new EnvironmentFault("--check goes with --write-rules: add that, or leave --check out");
  if (options.replay !== undefined) return runReplay(root, top, options.replay, paths, options, cache);
  const like = options.like === "-" ? await text(process.stdin) : (options.like ?? null);
  const result = await recall(root, top, {
    // With --like alone nothing is asked about paths.
    paths: paths.length > 0 || (like !== null && options.changedSince === undefined) ? pathsIn(top, paths) : null,
    since: options.changedSince ?? null,
    like: like === null ? null : like.trim(),
    now: options.date ?? null,
    today: today(),
    cache,
    limit: options.limit,
    format: options.format,
    ...terminalOf(process.stdout, options),
    shown: (path) => shown(resolve(root, path)),
  });
  reportNotRead(root, result.leftOut);
  reportSourceNotes(result.leftOut.notes);
  process.stdout.write(result.text);
  // Silence is an answer, but not to a path that was mistyped.
  const missing = result.isEmpty ? paths.filter((path) => !existsSync(path)) : [];
  for (const path of missing)
    process.stderr.write(`inquest: note: there is no ${visible(path)}; a file that is gone recalls as before\n`);
  return 0;
}

async function runReplay(
  root: string,
  top: string,
  count: number,
  paths: readonly string[],
  options: RecallCommandOptions,
  cache: Cache,
): Promise<number> {
  const { format } = options;
  refuseBeside("--replay takes the commits of the repository", paths, options);
  if (format === "markdown") throw new EnvironmentFault("--replay prints text or json: leave --format markdown out");
  const result = await replay(root, top, count, {
    format,
    ...terminalOf(process.stdout, options),
    now: options.date ?? null,
    today: today(),
    cache,
  });
  reportNotRead(root, result.leftOut);
  process.stdout.write(result.text);
  if (result.isShallow)
    process.stderr.write(
      "inquest: note: this clone is shallow, so most commits are missing; run git fetch --unshallow, or set fetch-depth: 0 where a service checks out\n",
    );
  if (result.budget !== null && result.rate > result.budget)
    process.stderr.write(
      "inquest: that is more than recall.max_rate in inquest.yaml allows: make the globs narrower\n",
    );
  return 0;
}

/** What asks about one change does not go with what looks at everything. */
function refuseBeside(why: string, paths: readonly string[], { like, changedSince }: RecallCommandOptions): void {
  if (paths.length > 0 || like !== undefined || changedSince !== undefined)
    throw new EnvironmentFault(`${why}: leave paths, --changed-since and --like out`);
}

/** Paths from the top of the repository; a folder is all files that lie in it. */
function pathsIn(top: string, paths: readonly string[]): string[] {
  const all = paths.flatMap((path) => {
    const inside = relative(top, resolve(path)).split(sep).join("/");
    if (inside === ".." || inside.startsWith("../") || isAbsolute(inside))
      throw new EnvironmentFault(
        isRepository(top)
          ? `${path} is outside the repository ${top}: name files and folders inside it`
          : `${path} is outside the collection, and no git repository around ${shown(top)} has both: run git init at the top of your project`,
      );
    const { entries } = walkFolder(top, inside || ".", { isSkipped: isGenerated });
    const files = entries.flatMap((entry) => (entry.type === "folder" ? [] : [entry.path]));
    // What is not there may be about to come, or gone.
    return files.length > 0 ? files : [inside];
  });
  return [...new Set(all)].sort();
}

function isGenerated(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name === ".git" || IGNORED_FOLDERS.has(name);
}

function countOption(value: string): number {
  if (!/^[1-9]\d*$/.test(value)) throw new InvalidArgumentError("Expected a whole number from 1 on.");
  return Number(value);
}
