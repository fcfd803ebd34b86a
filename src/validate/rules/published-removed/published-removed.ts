import type { RemovedDocument } from "../../../model/history.js";
import { KINDS } from "../../../model/kinds.js";
import { FILE_START } from "../../../model/place.js";
import { isDocument } from "../../../model/raw-file.js";
import type { CheckedFile } from "../../checked-file.js";
import { defineRule, type RuleContext, type RuleProblem } from "../../rule.js";

/** What was published keeps its address. */
export const publishedRemoved = defineRule({
  id: "published-removed",
  severity: "warning",
  across: true,
  *check(context) {
    for (const removed of context.removed) {
      const { id } = removed;
      const documents = context.files.filter(({ parsed: { file } }) => isDocument(file));
      const isKept = documents.some(({ parsed }) => idOf(parsed.file) === id || aliasesOf(parsed.data).includes(id));
      // A file that cannot be read may have the alias, or be the one.
      if (isKept || removed.data.status !== "published") continue;
      if (documents.some(({ parsed }) => parsed.data === undefined)) continue;
      yield problemOf(removed, documents, context);
    }
  },
});

function problemOf(removed: RemovedDocument, documents: readonly CheckedFile[], { now }: RuleContext): RuleProblem {
  const { id, path, type, data } = removed;
  const address = `${KINDS[type === "drill" ? "drill" : "incident"].pages}/${id}/`;
  const renamed = documents.find(({ parsed }) => parsed.file.role === type && isSame(data, parsed.data));
  if (renamed === undefined)
    return {
      file: path,
      place: FILE_START,
      message: `Published document removed; its page was ${address}`,
      hint: `Bring the file back, with a revision of ${now} that says what is wrong with it; if another document takes its place, add aliases: [${id}] to that`,
    };
  const { places } = renamed.parsed;
  return {
    file: renamed.parsed.path,
    place: places.value(renamed.parsed.data as object, "title"),
    message: `Published as ${JSON.stringify(id)} before; its page was ${address}`,
    hint: `Add aliases: [${id}], so that the old name is still found`,
    path: `aliases/${id}`,
  };
}

/** Whether two versions of front matter are of one document: one title, or the same events. */
function isSame(then: Record<string, unknown>, now: unknown): boolean {
  const { title, timeline } = now as Record<string, unknown>;
  if (typeof title === "string" && title === then.title) return true;
  return Array.isArray(timeline) && timeline.length > 1 && JSON.stringify(timeline) === JSON.stringify(then.timeline);
}

function idOf(file: CheckedFile["parsed"]["file"]): string | undefined {
  return "id" in file ? file.id : undefined;
}

function aliasesOf(data: unknown): readonly unknown[] {
  const { aliases } = (data ?? {}) as { aliases?: unknown };
  return Array.isArray(aliases) ? aliases : [];
}
