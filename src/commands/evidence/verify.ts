import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { sumLine } from "../../model/evidence-files.js";
import type { FileMemo } from "../../read/file-memo.js";
import { readEvidence } from "../../read/read-evidence.js";
import { type EvidenceState, evidenceStates } from "../../validate/evidence-states.js";
import { checkToday } from "../checked.js";
import { collectionRoot, type GlobalOptions, shown } from "../context.js";
import { reportUnreadable } from "../notices.js";
import { withProgress } from "../progress.js";

/** What is wrong, as the end of a sentence; null: nothing. */
const WRONG: Readonly<Record<EvidenceState, string | null>> = {
  "as-registered": null,
  changed: "is not what was attached",
  missing: "is missing",
  "without-hash": "has no hash to compare: inquest check --fix-evidence writes it",
  unreadable: "cannot be read",
  outside: "lies outside of the document's folder of evidence",
  link: "is reached over a link, and links are not followed",
};

interface VerifyOptions extends GlobalOptions {
  format: "text" | "sha256sum";
}

/** `inquest evidence verify`: hashes every registered file again. Exit code 1 where one is not what was attached. */
export function addEvidenceVerify(evidence: Command, exit: (code: number) => void): void {
  evidence
    .command("verify")
    .description("hash every registered file again and compare; exit code 1 where one is not what was attached")
    .addOption(
      new Option("--format <format>", "text; or sha256sum: the registered hashes, as sha256sum -c reads them")
        .choices(["text", "sha256sum"])
        .default("text"),
    )
    .addHelpText(
      "after",
      "\nExamples:\n  inquest evidence verify\n  inquest evidence verify --root docs/postmortems\n  inquest evidence verify --format sha256sum | sha256sum -c",
    )
    .action(async (_, command: Command) => exit(await run(command.optsWithGlobals())));
}

async function run(options: VerifyOptions): Promise<number> {
  const root = collectionRoot(options);
  const checked = await checkToday(root);
  const total = checked.evidence.files.size;
  const files = await withProgress(async (progress) => {
    let hashed = 0;
    const counted: FileMemo = (_, make) => {
      void progress?.("Hashing", ++hashed, total);
      return make();
    };
    return evidenceStates(checked.collection, readEvidence(root, counted));
  });
  // Lists go to stdout, messages about them to stderr.
  const isList = options.format === "sha256sum";
  const say = (text: string) => void (isList ? process.stderr : process.stdout).write(text);
  if (isList)
    for (const { path, sha256, state } of files)
      if (sha256 !== undefined && state !== "outside")
        process.stdout.write(sumLine(sha256, shown(resolve(root, path))));
  const wrong = files.filter(({ state }) => WRONG[state] !== null);
  for (const { document, entry, path, state } of wrong)
    say(`${shown(resolve(root, path))} ${WRONG[state]} (${entry} of ${shown(resolve(root, document.source.path))})\n`);
  const failed = wrong.filter(({ state }) => state !== "without-hash").length;
  const same = files.length - wrong.length;
  say(
    files.length === 0
      ? "No file is registered as evidence: inquest evidence add attaches one\n"
      : `${files.length} file${files.length === 1 ? "" : "s"} of evidence: ${same} as attached${failed > 0 ? `, ${failed} not` : ""}${wrong.length > failed ? `, ${wrong.length - failed} without a hash` : ""}\n`,
  );
  if (failed > 0) say("Restore the files that were attached; git log -- FILE says what changed them\n");
  const { length: broken } = checked.diagnostics.filter(({ rule }) => rule === "yaml-syntax" || rule === "schema");
  if (broken > 0)
    process.stderr.write(
      "inquest: evidence of documents with syntax or schema errors may be missing here: inquest check lists them\n",
    );
  if (reportUnreadable(root, checked)) return 2;
  return failed > 0 ? 1 : 0;
}
