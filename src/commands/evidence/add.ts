import { readFileSync, rmSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { type Command, Option } from "commander";
import { field_order } from "#validators";
import { type NewEvidence, registerEvidence } from "../../edit/register-evidence.js";
import { EnvironmentFault, reasonOf } from "../../model/environment-fault.js";
import { evidencePath, leavesEvidence } from "../../model/evidence-files.js";
import { EVIDENCE_KINDS, evidenceKindOf } from "../../model/evidence-kind.js";
import { MAX_READ_BYTES } from "../../model/raw-file.js";
import type { Evidence } from "../../model/schema-types.js";
import { hashFile } from "../../read/bounded.js";
import { firstLinkWithin } from "../../read/exists-within.js";
import { shellWord } from "../../util/shell-word.js";
import { firstSecret } from "../../validate/text/secret-search.js";
import { writeNew } from "../../write/write-new.js";
import { replaceFile, writeSource } from "../../write/write-source.js";
import { callFor } from "../call-for.js";
import { checkToday } from "../checked.js";
import { collectionRoot, type GlobalOptions, shown } from "../context.js";
import { findDocument } from "../find-document.js";
import { nameOption, timeOption, urlOption } from "./options.js";

interface AddOptions extends GlobalOptions {
  to: string;
  kind?: Evidence["kind"];
  title?: string;
  as?: string;
  capturedAt?: string;
  capturedBy?: string;
  source?: string;
  redaction?: Evidence["redaction"];
  force?: boolean;
}

/** `inquest evidence add`: copies a file into the collection and registers it with its hash. */
export function addEvidenceAdd(evidence: Command, exit: (code: number) => void): void {
  evidence
    .command("add")
    .description("copy a file to evidence/<id>/ and register it, with its hash, in the front matter of the document")
    .argument("<file>", "the file to attach")
    .requiredOption("--to <id>", "the postmortem or drill, by its id or its file")
    .addOption(
      new Option("--kind <kind>", "the kind of evidence; default: by the file's extension, else snapshot").choices(
        EVIDENCE_KINDS,
      ),
    )
    .option("--title <title>", "what it shows, in a few words", nameOption)
    .option("--as <name>", "the name in the collection; default: the file's own")
    .option("--captured-at <time>", "when it was captured: 2026-03-14T12:00:00Z, 2026-03-14 or 2026-03", timeOption)
    .option("--captured-by <who>", "who captured it", nameOption)
    .option("--source <url>", "where it was captured from", urlOption)
    .addOption(
      new Option("--redaction <state>", "whether anything was removed, or the data is synthetic").choices([
        "none",
        "redacted",
        "synthetic",
      ]),
    )
    .option(
      "--force",
      "replace a file of that name; attach a file that has a secret, or is too large to be searched for one",
    )
    .addHelpText(
      "after",
      `
Examples:
  inquest evidence add rollout-812.txt --to 2026-03-14-stale-grants
  inquest evidence add dump.json --to 2026-03-14-stale-grants --kind config --title "The bundle that was live"
  inquest evidence add ~/errors.png --to 2026-03-14-stale-grants --captured-at 2026-03-14T12:00:00Z --captured-by ana`,
    )
    .action(async (file: string, _, command: Command) => exit(await run(file, command.optsWithGlobals())));
}

async function run(file: string, options: AddOptions): Promise<number> {
  const root = collectionRoot(options);
  const { sha256, size } = hashAttachment(file);
  const checked = await checkToday(root);
  const document = findDocument(options.to, checked.parsed, root);
  const { id } = document;
  const name = (options.as ?? basename(file)).normalize("NFC");
  const path = targetPath(root, id, name);
  const entry = entryOf(name, sha256, options);
  if (!options.force) await refuseSecrets(file, size);

  const target = resolve(root, path);
  const existing = hashIfExists(target);
  const same = existing === sha256;
  if (existing !== null && !same && !options.force)
    throw new EnvironmentFault(
      `${shown(target)} exists with other content: choose another name with --as, or replace it with --force`,
    );
  const registered = registerEvidence(document, entry, field_order[document.role]);
  const source = resolve(root, document.parsed.path);
  if (registered.state === "refused")
    throw new EnvironmentFault(`Cannot add to ${shown(source)}: ${registered.reason}`);
  const isNew = existing === null;
  if (isNew) writeNew(target, { copyOf: file });
  else if (!same) replaceFile(target, { copyOf: file });
  if (hashIfExists(target) !== sha256) {
    if (isNew) rmSync(target, { force: true });
    throw new EnvironmentFault(`${file} was changed while it was copied: nothing was registered; run this again`);
  }
  if (registered.state !== "there")
    try {
      writeSource(source, document.parsed.source.text, registered.text);
    } catch (error) {
      if (isNew) rmSync(target, { force: true });
      throw error;
    }
  printResult(registered.state, {
    id: registered.id,
    document: shown(source),
    target: shown(target),
    entry,
    kindOption: options.kind,
    call: callFor(root),
  });
  return 0;
}

function hashAttachment(file: string): { sha256: string; size: number } {
  try {
    const stats = statSync(file);
    if (!stats.isFile()) throw new EnvironmentFault(`${file} is not a file: attach files one by one, or as an archive`);
    if (stats.size === 0) throw new EnvironmentFault(`${file}: the file is empty`);
    return hashFile(file);
  } catch (error) {
    if (error instanceof EnvironmentFault) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new EnvironmentFault(code === "ENOENT" ? `No file ${file}` : `Cannot read ${file}: ${reasonOf(error)}`);
  }
}

function hashIfExists(path: string): string | null {
  try {
    return hashFile(path).sha256;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return null;
    throw new EnvironmentFault(`Cannot read ${shown(path)}: ${reasonOf(error)}`);
  }
}

function targetPath(root: string, id: string, name: string): string {
  const isSound = name
    .split("/")
    .every((part) => part !== "" && !part.startsWith(".") && !/[\\:*?"<>|\p{C}]/u.test(part));
  if (!isSound || leavesEvidence({ id }, name))
    throw new EnvironmentFault(
      `Expected the name of a file, found ${JSON.stringify(name)}: give it another with --as, such as --as rollout.txt`,
    );
  const path = evidencePath({ id }, name);
  const link = firstLinkWithin(root, path);
  if (link !== null) throw new EnvironmentFault(`${link} is a link: evidence lies in the collection itself`);
  return path;
}

function entryOf(name: string, sha256: string, options: AddOptions): NewEvidence {
  const { title, capturedAt, capturedBy, source, redaction } = options;
  const all = {
    title,
    kind: options.kind ?? evidenceKindOf(name),
    file: name,
    sha256,
    captured_at: capturedAt,
    captured_by: capturedBy,
    source,
    redaction,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as unknown as NewEvidence;
}

/** Refuses a file with a credential, or one too large to be searched: once committed, it stays in the history. */
async function refuseSecrets(file: string, size: number): Promise<void> {
  const [found, most] = [size, MAX_READ_BYTES].map((bytes) => Math.ceil(bytes / 1024 / 1024));
  if (size > MAX_READ_BYTES)
    throw new EnvironmentFault(
      `${file} has ${found} MiB, and only files of at most ${most} MiB are searched for secrets: attach the part that shows it, or all of it with --force`,
    );
  const secret = await firstSecret(file, readFileSync(file));
  if (secret)
    throw new EnvironmentFault(
      `${file}:${secret.line} holds ${secret.name}: remove it and attach the rest with --redaction redacted, or attach the file unchanged with --force`,
    );
}

interface AddResult {
  id: string;
  document: string;
  target: string;
  entry: NewEvidence;
  kindOption: string | undefined;
  call: string;
}

function printResult(
  state: "added" | "rehashed" | "there",
  { id, document, target, entry, kindOption, call }: AddResult,
): void {
  if (state === "there") {
    process.stdout.write(`${target} is registered already, as ${id} of ${document}: nothing was changed\n`);
    return;
  }
  process.stdout.write(
    `${state === "added" ? "Registered" : "Wrote the new hash of"} ${target} as ${id} of ${document}\n` +
      `  kind    ${entry.kind}${state === "added" && kindOption === undefined ? " (from the file name; --kind sets it)" : ""}\n` +
      `  sha256  ${entry.sha256}\n` +
      `\nNext:\n  cites: [${id}]            on the event or answer that it shows, in ${document}\n  ${call} check ${shellWord(document)}\n`,
  );
}
