import { type AnyDocument, visibilityOf } from "../../../model/collection.js";
import { evidencePath, leavesEvidence } from "../../../model/evidence-files.js";
import { Source } from "../../../model/source.js";
import { defineRule, documentsOf, type RuleContext, type RuleProblem } from "../../rule.js";
import { internalNamesIn } from "../../text/internal-names.js";
import { personalDataIn } from "../../text/personal-data.js";
import { findSecrets } from "../../text/secret-search.js";

const HINT = "Write what it stands for, or mark what has it with visibility: internal";

/** What a public site would show and reads as internal, in documents and in attachments. Only asked for with `--audience public`. */
export const readsAsInternal = defineRule({
  id: "reads-as-internal",
  severity: "warning",
  async check(context) {
    if (!context.forPublic) return [];
    const found: RuleProblem[] = [];
    for (const document of documentsOf(context)) {
      if (!isPublic(document, context)) continue;
      found.push(...inText(document));
      for (const entry of document.data.evidence ?? [])
        if (entry.visibility !== "internal") found.push(...(await inAttachment(entry, document, context)));
    }
    return found;
  },
});

function isPublic({ data }: AnyDocument, { collection }: RuleContext): boolean {
  const isFinished = data.status === "published" || data.status === "archived";
  return isFinished && visibilityOf(data, collection.config.visibility) === "public";
}

function* inText(document: AnyDocument): Iterable<RuleProblem> {
  const { source } = document;
  const hidden = [...internalParts(document)];
  for (const { what, start, end } of internalNamesIn(source.text)) {
    if (hidden.some((part) => part.start <= start && end <= part.end)) continue;
    const name = JSON.stringify(source.text.slice(start, end));
    yield {
      file: source.path,
      place: source.place(start, end),
      message: `Expected nothing internal, found the ${what} ${name}`,
      hint: HINT,
    };
  }
}

/** The parts of a document that the public does not see: entries that are marked, and blocks. */
function* internalParts({ data, places, source }: AnyDocument): Iterable<{ start: number; end: number }> {
  const stack: unknown[] = Object.values(data);
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next !== "object" || next === null) continue;
    if ("visibility" in next && next.visibility === "internal") {
      const { line, column, endLine, endColumn } = places.whole(next);
      yield { start: source.offset(line, column), end: source.offset(endLine, endColumn) };
    } else stack.push(...Object.values(next).filter((value) => value !== undefined));
  }
  for (const { 0: block, index } of source.text.matchAll(/^:::internal[\t ]*\r?\n[\s\S]*?^:::[\t ]*$/gm))
    yield { start: index, end: index + block.length };
}

type Entry = NonNullable<AnyDocument["data"]["evidence"]>[number];

async function inAttachment(entry: Entry, document: AnyDocument, { evidence }: RuleContext): Promise<RuleProblem[]> {
  const { places, source } = document;
  const { file } = entry;
  if (file === undefined || leavesEvidence(document, file)) return [];
  const path = evidencePath(document, file);
  const text = evidence.files.get(path)?.type === "file" ? evidence.text?.(path) : undefined;
  if (text === undefined || text === null) return [];
  const attached = new Source(path, text);
  const secrets = (await findSecrets([attached])).map(({ start, name }) => ({ what: name, start }));
  const names = [...internalNamesIn(text), ...personalDataIn(text)].map(({ what, start }) => ({
    what: `${/^[aeiou]/.test(what) ? "an" : "a"} ${what}`,
    start,
  }));
  const first = new Map<string, number>();
  for (const { what, start } of [...secrets, ...names]) if (!first.has(what)) first.set(what, start);
  return [...first].map(([what, start]) => ({
    file: source.path,
    place: places.value(entry, "file"),
    message: `Expected nothing internal in ${JSON.stringify(file)}, found ${what} on line ${attached.place(start, start).line}`,
    hint: "Attach a redacted copy with redaction: redacted, or mark the entry with visibility: internal",
  }));
}
