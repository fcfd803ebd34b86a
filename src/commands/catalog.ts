import { renameSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { addStated } from "../edit/add-stated.js";
import { type CatalogChange, renameEntry } from "../edit/rename-entry.js";
import { EnvironmentFault, reasonOf } from "../model/environment-fault.js";
import { CATALOG_KINDS, type Kind } from "../model/kinds.js";
import { type Loaded, load } from "../pipeline/load.js";
import { plural } from "../util/plural.js";
import { writeNew } from "../write/write-new.js";
import { writeSource } from "../write/write-source.js";
import { callFor } from "./call-for.js";
import { collectionRoot, type GlobalOptions, shown } from "./context.js";

interface AddOptions extends GlobalOptions {
  title?: string;
  description?: string;
  party?: string[];
  dryRun?: boolean;
}

/** `inquest catalog`: makes entries of statements, and gives entries other ids. */
export function addCatalog(program: Command, exit: (code: number) => void): void {
  const catalog = program
    .command("catalog")
    .description("make an entry of a statement, or rename an entry everywhere")
    .addHelpText(
      "after",
      "\nExamples:\n  inquest catalog add 2026-05-11-paid-orders-shown-as-unpaid#I1 paid-is-shown-as-paid\n  inquest catalog rename invariant:paid-is-shown paid-is-shown-as-paid",
    );
  catalog
    .command("add")
    .description("move an invariant or a contract that a postmortem states in place into the catalog")
    .argument("<statement>", "DOCUMENT#I1 for an invariant, DOCUMENT#C1 for a contract; without an id, by its number")
    .argument("<id>", "the id of the new entry")
    .option("--title <text>", "its title; default: the statement")
    .option("--description <text>", "what it means; default: the statement")
    .option("--party <name>", "a party of a contract, once for each", (name: string, all: string[] = []) => [
      ...all,
      name,
    ])
    .option("--dry-run", "print what would be written, and write nothing")
    .action((statement: string, id: string, _, command: Command) =>
      exit(add(statement, id, command.optsWithGlobals())),
    );
  catalog
    .command("rename")
    .description("give an entry another id, wherever it is referred to; the old one stays among its aliases")
    .argument("<entry>", "TYPE:OLD, such as contract:bundle-refresh or kind:trust/missing-identity")
    .argument("<id>", "the new id")
    .option("--dry-run", "print what would be written, and write nothing")
    .action((entry: string, id: string, _, command: Command) => exit(rename(entry, id, command.optsWithGlobals())));
}

function add(statement: string, id: string, options: AddOptions): number {
  const [, document, local] = /^(?:[a-z]+:)?([^#]+)#([A-Z]\d+)$/.exec(statement) ?? [];
  if (document === undefined || local === undefined)
    throw new EnvironmentFault(`${statement}: expected DOCUMENT#I1 for an invariant or DOCUMENT#C1 for a contract`);
  const words = {
    title: options.title ?? null,
    description: options.description ?? null,
    parties: options.party ?? [],
  };
  return write(options, (files) => addStated(files, document.replace(/\.md$/, ""), local, id, words));
}

/** The kinds that can be renamed: those of catalogs, and those inside their entries. */
const KINDS = CATALOG_KINDS.flatMap(({ kind, nested }): Kind[] => (nested ? [kind, nested.kind] : [kind]));

function rename(entry: string, id: string, options: AddOptions): number {
  const [, type, old] = /^([a-z-]+):(.+)$/.exec(entry) ?? [];
  const kind = KINDS.find((one) => one === type);
  if (kind === undefined || old === undefined)
    throw new EnvironmentFault(`${entry}: expected TYPE:OLD, where TYPE is one of ${KINDS.join(", ")}`);
  return write(options, (files) => renameEntry(files, kind, old, id));
}

/** Writes a change, or says why there is none. @returns the exit code */
function write(options: AddOptions, change: (files: Loaded["parsed"]) => CatalogChange): number {
  const root = collectionRoot(options);
  const { parsed, unreadable } = load(root);
  const unread = unreadable[0];
  if (unread) throw new EnvironmentFault(`Cannot read ${shown(resolve(root, unread.path))}: ${unread.reason}`);
  const result = change(parsed);
  if (result.state === "refused") throw new EnvironmentFault(`Nothing was changed: ${result.reason}`);
  const { texts, moved, created } = result;
  const sources = new Map(parsed.map((file) => [file.path, file.source.text]));
  const told: string[] = [];
  for (const [path, text] of texts) {
    const target = resolve(root, path);
    told.push(shown(target));
    if (options.dryRun) continue;
    if (path !== created) writeSource(target, sources.get(path) ?? "", text);
    else if (!writeNew(target, text))
      throw new EnvironmentFault(`${shown(target)} is there already: choose another id, or remove it`);
  }
  if (moved) {
    const [from, to] = [resolve(root, moved.from), resolve(root, moved.to)];
    told.push(`${shown(from)} -> ${shown(to)}`);
    if (!options.dryRun) moveFile(from, to);
  }
  process.stdout.write(told.map((line) => `${line}\n`).join(""));
  const next = options.dryRun ? "" : `\nNext:\n  git diff       look at what was changed\n  ${callFor(root)} check\n`;
  process.stderr.write(
    `inquest: ${options.dryRun ? "would change" : "changed"} ${plural(texts.size, "file")}\n${next}`,
  );
  return 0;
}

function moveFile(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    throw new EnvironmentFault(`Cannot rename ${shown(from)}: ${reasonOf(error)}`);
  }
}
