import type { CheckResult } from "../model/schema-types.js";
import { count, type Reporter } from "./report.js";

/** One object, as `schema/check-result.schema.json` describes it. */
export const json: Reporter = ({ diagnostics, files, suppressed, baselined }) => {
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
    })),
  };
  return `${JSON.stringify(result, null, 2)}\n`;
};
