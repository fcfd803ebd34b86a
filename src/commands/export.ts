import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Command, Option } from "commander";
import { EnvironmentFault } from "../model/environment-fault.js";
import type { Visibility } from "../model/schema-types.js";
import { danglingIn } from "../pipeline/check.js";
import type { Exported } from "../pipeline/export.js";
import { type Checked, exportDataSet, exportDocument } from "../pipeline.js";
import { packageVersion } from "../read/package-info.js";
import { plural } from "../util/plural.js";
import { checkOut, writeSite } from "../write/write-site.js";
import { checkToday } from "./checked.js";
import { collectionRoot, type GlobalOptions, nowOption, shown, today } from "./context.js";
import { findDocument } from "./find-document.js";
import { reportLeftOut, reportSourceNotes, reportUnreadable } from "./notices.js";
import { writeOutput } from "./write-output.js";
import { zoneOption } from "./zone-option.js";

const FORMATS = ["markdown", "csv", "json", "parquet"] as const;

interface ExportCommandOptions extends GlobalOptions {
  format?: (typeof FORMATS)[number];
  out?: string;
  dataset?: boolean;
  audience?: Visibility;
  zone?: string;
  date?: string;
}

/** `inquest export`: one document for other places, or the data set without a site. */
export function addExport(program: Command, exit: (code: number) => void): void {
  program
    .command("export")
    .description("write one document as Markdown, or the data set as Parquet, CSV or JSON")
    .argument("[id]", "a postmortem or drill; without one, the data set is written")
    .addOption(
      new Option("--format <format>", "markdown for a document; csv, json or parquet for the data set").choices(
        FORMATS,
      ),
    )
    .option("--out <path>", "the folder of the data set, replaced as a whole; or the file of a document, else stdout")
    .option("--dataset", "the data set of the whole collection, which is the default without an id")
    .addOption(
      new Option(
        "--audience <audience>",
        "public, or internal with what is marked internal and with drafts; default: public for a document, as in inquest.yaml for the data set",
      ).choices(["public", "internal"]),
    )
    .option("--zone <zone>", "local times of the timeline in this zone, such as Europe/Berlin", zoneOption)
    .addOption(nowOption())
    .addHelpText(
      "after",
      `
Examples:
  inquest export 2026-03-14-stale-grants --format markdown
  inquest export 2026-03-14-stale-grants --format markdown --zone Europe/Berlin > for-the-wiki.md
  inquest export --format parquet --out data
  inquest export --format csv --out data --audience public`,
    )
    .action(async (id: string | undefined, _, command: Command) => exit(await run(id, command.optsWithGlobals())));
}

async function run(id: string | undefined, options: ExportCommandOptions): Promise<number> {
  if (id !== undefined && options.dataset) throw new EnvironmentFault("Name a document or give --dataset, not both");
  if (id !== undefined && (options.format ?? "markdown") !== "markdown")
    throw new EnvironmentFault(
      `A document is written with --format markdown; --format ${options.format} is for the data set: leave ${id} out`,
    );
  const root = collectionRoot(options);
  return id === undefined ? writeDataSet(root, options) : writeDocument(root, id, options);
}

async function writeDocument(root: string, id: string, options: ExportCommandOptions): Promise<number> {
  const checked = await checkToday(root, options.date);
  const found = findDocument(id, checked.parsed, root);
  const exported = await exportDocument(root, checked, found.id, {
    audience: options.audience ?? "public",
    zone: options.zone ?? null,
    ...request(options),
  });
  report(root, checked, exported);
  if (options.out === undefined) process.stdout.write(exported.made);
  else writeOutput(root, "--out", options.out, exported.made);
  return 0;
}

async function writeDataSet(root: string, options: ExportCommandOptions): Promise<number> {
  const { format, out, zone } = options;
  if (format === undefined)
    throw new EnvironmentFault("Missing --format: csv, json or parquet; or name a document by its id, for Markdown");
  if (format === "markdown")
    throw new EnvironmentFault(
      "--format markdown writes one document: name it by its id, or choose csv, json or parquet",
    );
  if (zone !== undefined) throw new EnvironmentFault("--zone goes with a document: all times of the data set are UTC");
  if (out === undefined) throw new EnvironmentFault("Missing --out: the folder that the data set is written to");
  const folder = resolve(out);
  const target = { collection: root, what: "the data set" };
  await checkOut(folder, target);
  // A site has the same marker, and would go without a word.
  if (existsSync(join(folder, "index.html")))
    throw new EnvironmentFault(
      `Cannot write the data set to ${folder}: it holds a site; choose a folder of its own with --out`,
    );
  const checked = await checkToday(root, options.date);
  const audience = options.audience ?? checked.collection.config.audience ?? "public";
  const exported = await exportDataSet(root, checked, { audience, format, ...request(options) });
  const files = exported.made;
  report(root, checked, exported);
  await writeSite(folder, files, target);
  process.stdout.write(
    `Wrote ${plural(files.length - 1, "file")} of the data set (${audience}) into ${shown(folder)}: datapackage.json describes the columns\n`,
  );
  return 0;
}

function request(options: ExportCommandOptions) {
  return { now: options.date ?? null, today: today(), version: packageVersion() };
}

function report(root: string, checked: Checked, { leftOut, notes }: Exported<unknown>): void {
  reportUnreadable(root, checked);
  reportLeftOut(root, { checked, dropped: danglingIn(checked), leftOut });
  reportSourceNotes(notes);
}
