import { resolve } from "node:path";
import type { Command } from "commander";
import { compareActions, type Difference, updateActions } from "../edit/sync-actions.js";
import { readTrackerExport } from "../importers/reading/trackers/read-export.js";
import type { ConfigData } from "../model/schema-types.js";
import { type Loaded, load, unparsedFiles } from "../pipeline/load.js";
import { visible } from "../util/characters.js";
import { groupBy } from "../util/group-by.js";
import { plural } from "../util/plural.js";
import { writeSource } from "../write/write-source.js";
import { collectionRoot, type GlobalOptions, shown } from "./context.js";
import { reportUnparsed, reportUnreadable } from "./notices.js";
import { readGiven } from "./read-given.js";

interface SyncOptions extends GlobalOptions {
  from: string;
  write?: boolean;
  check?: boolean;
}

/** `inquest actions`: what actions say against what their trackers say. */
export function addActions(program: Command, exit: (code: number) => void): void {
  program
    .command("actions")
    .description("compare the states of actions with their trackers")
    .command("sync")
    .description("print which actions differ from the issues that a tracker exported, and update them")
    .requiredOption("--from <file>", "what the tracker exported; - is standard input")
    .option("--write", "write the states of the trackers into the documents; comments and order stay")
    .option("--check", "exit with 1 where states differ, or still differ after --write")
    .addHelpText(
      "after",
      `
An action is found by the address in its field "tracker"; in a CSV without addresses by the key at its end. Only own
postmortems and drills are compared, and nothing is fetched.

  closed                                  done, with the day as done_on (in UTC)
  closed as not planned, as a duplicate,
  or with a resolution such as Won't Do   dropped
  open, and done or dropped here          committed, without done_on

Examples:
  gh issue list --state all --limit 1000 --json number,url,state,stateReason,closedAt,title,assignees > issues.json
  inquest actions sync --from issues.json
  inquest actions sync --from issues.json --write
  glab issue list --all --per-page 100 --output json | inquest actions sync --from - --check
  inquest actions sync --from jira.csv`,
    )
    .action(async (_, command: Command) => exit(await sync(command.optsWithGlobals())));
}

async function sync(options: SyncOptions): Promise<number> {
  const root = collectionRoot(options);
  const { name, text } = await readGiven(options.from);
  const issues = readTrackerExport(text, name);
  const loaded = load(root);
  reportUnreadable(root, loaded);
  reportUnparsed(root, unparsedFiles(loaded));

  const { differences, compared, untracked, absent } = compareActions(loaded.parsed, accountOf(loaded), issues);
  for (const difference of differences) process.stdout.write(`${lineOf(root, difference)}\n`);
  const left = options.write ? write(root, differences) : differences;
  const counts = [
    `${differences.length} of ${plural(compared, "action")} ${differences.length === 1 ? "differs from its tracker" : "differ from their trackers"}`,
    ...(options.write ? [`${differences.length - left.length} updated`] : []),
    `${plural(untracked, "action")} without a tracker`,
    `${plural(absent, "tracker")} not in the export`,
  ];
  process.stderr.write(`inquest: ${counts.join(", ")}\n`);
  return options.check && left.length > 0 ? 1 : 0;
}

/** Whose incidents documents are about that do not say it. */
function accountOf({ parsed }: Loaded): "own" | "third-party" {
  const config = parsed.find(({ file }) => file.role === "config")?.data as Partial<ConfigData> | null | undefined;
  return config?.account ?? "own";
}

function lineOf(root: string, { file, action, line, here, there }: Difference): string {
  return visible(`${shown(resolve(root, file.path))}:${line}: ${action.id} ${action.title}: ${here} → ${there}`);
}

/** Updates what differs, and says what has to be done by hand. @returns what still differs */
function write(root: string, differences: readonly Difference[]): Difference[] {
  return [...groupBy(differences, ({ file }) => file)].flatMap(([file, own]) => {
    const { text, left } = updateActions(file, own);
    if (text !== file.source.text) writeSource(resolve(root, file.path), file.source.text, text);
    for (const { line, action, change } of left) {
      const why = change ? "it is written in a form that cannot be changed here" : "the export has no day for it";
      const place = `${shown(resolve(root, file.path))}:${line}`;
      process.stderr.write(`${visible(`inquest: ${place}: ${action.id} was not changed: ${why}; write it by hand`)}\n`);
    }
    return left;
  });
}
