import { resolve } from "node:path";
import type { Command } from "commander";
import { currentSchema, migrateFile } from "../edit/migrate.js";
import { migrations } from "../edit/migrations/index.js";
import { readCollection } from "../read/read-collection.js";
import { writeSource } from "../write/write-source.js";
import { callFor } from "./call-for.js";
import { collectionRoot, type GlobalOptions, shown } from "./context.js";

interface MigrateOptions extends GlobalOptions {
  dryRun?: boolean;
}

/** `inquest migrate`: rewrites files of an older schema in place. Exit code 1 where a file could not be. */
export function addMigrate(program: Command, exit: (code: number) => void): void {
  program
    .command("migrate")
    .description("rewrite files of an older schema in place")
    .option("--dry-run", "print what would be rewritten, and write nothing")
    .addHelpText("after", "\nExamples:\n  inquest migrate --dry-run\n  inquest migrate && git diff")
    .action(async (_, command: Command) => exit(await run(command.optsWithGlobals())));
}

async function run(options: MigrateOptions): Promise<number> {
  const root = collectionRoot(options);
  const { files, unreadable } = readCollection(root);
  for (const { path, reason } of unreadable)
    process.stderr.write(`inquest: cannot read ${shown(resolve(root, path))}: ${reason}\n`);
  const documents = files.filter(({ file }) => file.role !== "stray");
  const results = await Promise.all(
    documents.map(async (raw) => ({ path: resolve(root, raw.path), ...(await migrateFile(raw, migrations)) })),
  );
  let migrated = 0;
  let refused = 0;
  for (const result of results) {
    if (result.state === "refused") {
      process.stderr.write(`inquest: ${shown(result.path)} was left as it is: ${result.reason}\n`);
      refused++;
    } else if (result.state === "migrated") {
      if (!options.dryRun) writeSource(result.path, result.before, result.after);
      process.stdout.write(`${shown(result.path)}: schema ${result.from} to ${currentSchema(migrations)}\n`);
      migrated++;
    }
  }
  const current = documents.length - migrated - refused;
  process.stdout.write(
    migrated === 0
      ? `Nothing to migrate: ${current} of ${documents.length} files have schema ${currentSchema(migrations)}\n`
      : `${options.dryRun ? "Would rewrite" : "Rewrote"} ${migrated} of ${documents.length} files\n\nNext:\n  ${options.dryRun ? `${callFor(root)} migrate` : `git diff       look at what was changed\n  ${callFor(root)} check`}\n`,
  );
  if (unreadable.length > 0) return 2;
  return refused > 0 ? 1 : 0;
}
