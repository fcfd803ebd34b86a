import type { AnyDocument } from "../../../model/collection.js";
import type { Severity } from "../../../model/diagnostic.js";
import type { Mark } from "../../../model/marks.js";
import { QUESTIONS } from "../../../model/questions.js";
import type { ParsedFile } from "../../../parse/parse-file.js";
import { missingFields } from "../../custom-fields.js";
import { defineRule, documentsOf, filesOf, type RuleProblem, severityByStatus } from "../../rule.js";

const MARKS: Record<"incident" | "near-miss", readonly Mark[]> = {
  incident: ["began", "detected", "resolved"],
  "near-miss": ["detected", "resolved"],
};

export const requiredField = defineRule({
  id: "required-field",
  severity: "error",
  *check(context) {
    const documents = new Map(documentsOf(context).map((document) => [document.source.path, document]));
    for (const { parsed, schema } of filesOf(context)) {
      const document = documents.get(parsed.path);
      const byStatus = document && severityByStatus(document, context);
      for (const { always, field, ...problem } of schema.missing) {
        const severity = always ? "error" : byStatus;
        // Nobody knows the day before it has come.
        if (field === "published_on" && severity !== "error") continue;
        const isAnswer = QUESTIONS.some((question) => question === field);
        if (severity) yield { file: parsed.path, ...problem, severity, ...(isAnswer ? { always: true } : {}) };
      }
      if (document && byStatus) yield* missingMarks(document, parsed, byStatus);
      if (document) yield* missingFields(document, context);
    }
  },
});

/** Looks at the events as they are written: one that has a fault still has its marks. */
function* missingMarks(
  document: AnyDocument,
  { data, path, places }: ParsedFile,
  severity: Severity,
): Iterable<RuleProblem> {
  const timeline: unknown = (data as { timeline?: unknown }).timeline;
  if (document.type !== "postmortem" || !Array.isArray(timeline)) return;
  const marks = new Set(timeline.flatMap((event: { marks?: unknown } | null) => event?.marks ?? []));
  for (const mark of MARKS[document.data.kind]) {
    if (marks.has(mark)) continue;
    yield {
      file: path,
      place: places.key(data as object, "timeline"),
      path: `timeline/${mark}`,
      message: `Missing mark "${mark}"`,
      hint: `Add marks: [${mark}] to its event, or say why it cannot be known: {at: {unknown: reason, gap: M1}, marks: [${mark}]}`,
      severity,
    };
  }
}
