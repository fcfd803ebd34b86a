import { type Diagnostic, isSafe } from "../model/diagnostic.js";
import type { CheckResult } from "../model/schema-types.js";
import type { Source } from "../model/source.js";
import { count, type Reporter } from "./report.js";

/** One object, as `schema/check-result.schema.json` describes it. */
export const json: Reporter = ({ diagnostics, files, suppressed, baselined, source }) => {
  const result: CheckResult = {
    version: 1,
    summary: { files, ...count(diagnostics), suppressed, baselined },
    diagnostics: diagnostics.map((d) => ({
      rule: d.rule,
      severity: d.severity,
      file: d.file,
      line: d.line,
      column: d.column,
      endLine: d.endLine,
      endColumn: d.endColumn,
      message: d.message,
      ...(d.hint ? { hint: d.hint } : {}),
      ...(d.url ? { url: d.url } : {}),
      ...(d.related ? { related: d.related } : {}),
      ...suggestionsOf(d, source(d.file)),
    })),
  };
  return `${JSON.stringify(result, null, 2)}\n`;
};

type Suggestions = Pick<CheckResult["diagnostics"][number], "suggestions">;

/** The suggestions of a diagnostic, with lines and columns in place of offsets. */
function suggestionsOf({ file, suggestions }: Diagnostic, source: Source | undefined): Suggestions {
  if (suggestions === undefined || source === undefined) return {};
  return {
    suggestions: suggestions.map((one) => ({
      title: one.title,
      safe: isSafe(one),
      edits: one.edits.map(({ start, end, text }) => ({ file, ...source.place(start, end), text })),
    })),
  };
}
