import type { AnyDocument } from "../../../model/collection.js";
import type { Edit, Suggestion } from "../../../model/diagnostic.js";
import { evidencePath } from "../../../model/evidence-files.js";
import type { Evidence } from "../../../model/schema-types.js";
import { defineRule, documentsOf, type RuleContext, type RuleProblem, severityByStatus } from "../../rule.js";

/** What is attached is what was attached: its hash is noted, and still the same. */
export const evidenceHash = defineRule({
  id: "evidence-hash",
  severity: "error",
  locked: true,
  *check(context) {
    for (const document of documentsOf(context))
      for (const entry of document.data.evidence ?? [])
        if (entry.file !== undefined) yield* compare(entry, entry.file, document, context);
  },
});

function* compare(entry: Evidence, name: string, document: AnyDocument, context: RuleContext): Iterable<RuleProblem> {
  const { places, source } = document;
  const path = evidencePath(document, name);
  const file = context.evidence.files.get(path);
  if (file?.type !== "file") return;
  // The hash of a pointer is of no use; whether it stands for the file that was attached, it says itself.
  if (file.lfsHash !== undefined && (entry.sha256 === undefined || entry.sha256 === file.lfsHash)) return;
  if (file.lfsHash !== undefined) {
    yield {
      file: source.path,
      place: places.value(entry, "sha256"),
      message: `Expected ${JSON.stringify(name)} with the sha256 noted here, found a Git LFS pointer to "${file.lfsHash}"`,
      hint: "Bring back the file that was attached; if the change was meant, fetch it with git lfs pull first",
    };
    return;
  }
  if (file.sha256 === null)
    yield {
      file: source.path,
      place: places.value(entry, "file"),
      message: `Expected a file that can be read, found ${JSON.stringify(path)}`,
      hint: "Make it readable, so that its hash can be compared",
    };
  else if (entry.sha256 === undefined) {
    if (severityByStatus(document, context) === undefined || places.has(entry, "sha256")) return;
    yield {
      file: source.path,
      place: places.value(entry, "file"),
      message: `Missing sha256 of ${JSON.stringify(name)}`,
      hint: `Add sha256: ${file.sha256}, or let --fix-evidence write it`,
      severity: "warning",
      suggestions: added(file.sha256, entry, document),
    };
  } else if (entry.sha256 !== file.sha256)
    yield {
      file: source.path,
      place: places.value(entry, "sha256"),
      message: `Expected ${JSON.stringify(name)} with the sha256 noted here, found "${file.sha256}"`,
      hint: "Bring back the file that was attached; if the change was meant, say so in revisions and let --fix-evidence write the new hash",
      suggestions: [
        {
          title: "Record the new hash",
          appliedBy: "--fix-evidence",
          edits: [source.replace(places.value(entry, "sha256"), file.sha256)],
        },
      ],
    };
}

/** The hash on a line of its own below the file, or behind it between braces. */
function added(sha256: string, entry: Evidence, { places, source }: AnyDocument): Suggestion[] {
  const whole = places.whole(entry);
  const value = places.value(entry, "file");
  const inBraces = source.text[source.offset(whole.line, whole.column)] === "{";
  if (inBraces) {
    const at = source.offset(value.endLine, value.endColumn);
    return [addHash([{ start: at, end: at, text: `, sha256: ${sha256}` }])];
  }
  const at = source.lineStart(value.endLine) + (source.line(value.endLine)?.length ?? 0);
  const eol = source.text.includes("\r\n") ? "\r\n" : "\n";
  const indent = " ".repeat(places.key(entry, "file").column - 1);
  return [addHash([{ start: at, end: at, text: `${eol}${indent}sha256: ${sha256}` }])];
}

function addHash(edits: readonly Edit[]): Suggestion {
  return { title: "Record the hash", appliedBy: "--fix-evidence", edits };
}
