import { lstatSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { EnvironmentFault } from "../model/environment-fault.js";
import { LOCK_FILE } from "../model/repository-source.js";
import { type SourceUpdate, update } from "../pipeline.js";
import { pretty } from "../reporters/pretty.js";
import { visible } from "../util/characters.js";
import { plural } from "../util/plural.js";
import { writeNew } from "../write/write-new.js";
import { replaceFile } from "../write/write-source.js";
import { reportOf } from "./checked.js";
import { collectionRoot, type GlobalOptions, shown, terminalOf } from "./context.js";
import { reportSourceNotes } from "./notices.js";
import { withProgress } from "./progress.js";

interface UpdateCommandOptions extends GlobalOptions {
  offline?: boolean;
  allowLocal?: boolean;
  locked?: boolean;
}

/**
 * `inquest update`: fetches the sources and moves the lock. Exit code 0 also where a source cannot be reached that has an earlier
 * state, so that one server that is down stops no site; 2 where nothing is known of one.
 */
export function addUpdate(program: Command, exit: (code: number) => void): void {
  program
    .command("update")
    .description("fetch the sources of inquest.yaml, and write their commits into inquest.lock")
    .option("--offline", "fetch nothing: say what of the lock is in the cache")
    .option("--locked", "fetch the commits of inquest.lock, and leave it as it is")
    .option("--allow-local", "also fetch from this machine: file:///… and http://localhost/…")
    .addHelpText(
      "after",
      `
Examples:
  inquest update              move every source to its newest commit
  inquest update --locked     after a checkout: fetch what inquest.lock says
  inquest update --offline    what there is without the network`,
    )
    .action(async (_, command: Command) => exit(await run(command.optsWithGlobals())));
}

async function run(options: UpdateCommandOptions): Promise<number> {
  const root = collectionRoot(options);
  const updated = await withProgress((progress) =>
    update(root, {
      offline: options.offline ?? false,
      allowLocal: options.allowLocal ?? false,
      locked: options.locked ?? false,
      now: new Date(),
      progress,
    }),
  );
  if ("diagnostics" in updated) {
    process.stderr.write(pretty(reportOf(root, updated, terminalOf(process.stderr, options))));
    process.stderr.write("inquest: nothing was fetched, because inquest.yaml has errors\n");
    return 1;
  }
  const { updates, lock, conflicts } = updated;
  if (updates.length === 0) {
    process.stdout.write("inquest.yaml names no sources: nothing to fetch\n");
    return 0;
  }
  for (const one of updates) print(one);
  reportSourceNotes(conflicts);
  const hasState = updates.some((one) => one.lock !== null);
  const isWritten = lock !== null && hasState && writeLock(join(root, LOCK_FILE), lock);
  const moved = updates.filter(({ state }) => state === "new" || state === "moved").length;
  process.stdout.write(
    isWritten
      ? `${shown(resolve(root, LOCK_FILE))} was written, with ${plural(moved, "new commit")}: commit it\n`
      : `${shown(resolve(root, LOCK_FILE))} stays as it is\n`,
  );
  return updates.some(({ state }) => state === "missing") ? 2 : 0;
}

/** One line for a source, and one for each thing that is odd about it. */
function print({ name, state, lock, before, fault, notes, documents }: SourceUpdate): void {
  const commit = short(lock?.commit ?? null);
  if (fault !== null)
    process.stderr.write(
      `inquest: @${name} ${state === "kept" ? `stays at ${commit}` : "has no state"}: ${visible(fault)}\n`,
    );
  else {
    const from = before === null ? "" : `${short(before)} to `;
    const size = documents === null ? "unchanged" : plural(documents, "document");
    process.stdout.write(`@${name}  ${from}${commit}  ${size}\n`);
  }
  for (const note of notes) process.stderr.write(`inquest: note: @${name}: ${visible(note)}\n`);
}

function short(commit: string | null): string {
  return commit?.slice(0, 10) ?? "";
}

/** @returns whether the file changed */
function writeLock(path: string, text: string): boolean {
  const now = lstatSync(path, { throwIfNoEntry: false });
  if (now === undefined) return writeNew(path, text);
  if (!now.isFile())
    throw new EnvironmentFault(`${shown(path)} is no regular file: remove it, and run inquest update again`);
  if (readFileSync(path, "utf8") === text) return false;
  replaceFile(path, text);
  return true;
}
