import { type Diagnostic, isSafe } from "../model/diagnostic.js";
import type { Source } from "../model/source.js";
import {
  constant,
  defined,
  flag,
  list,
  count as number,
  oneOf,
  output,
  record,
  type TypeOf,
  text,
} from "../util/shape.js";
import { count, type Reporter } from "./report.js";

const placeFields = {
  file: text("The file, relative to the working directory, with `/`"),
  line: number("Line, from 1", 1),
  column: number("Column in UTF-16 code units, from 1", 1),
};
const rangeFields = {
  ...placeFields,
  endLine: number("Line of the end", 1),
  endColumn: number("Column of the end, exclusive", 1),
};

const suggestionShape = record("A way to fix it", {
  title: text("What it does"),
  safe: flag("Whether `check --fix` makes it; else somebody has to decide"),
  edits: list(
    record("A change of text", { ...rangeFields, text: text("What is written in place of what stands there") }),
    "The changes, all of them or none; they do not overlap",
  ),
});

const diagnosticShape = defined(
  "diagnostic",
  record(
    "One diagnostic",
    {
      rule: text("The id of the rule"),
      severity: oneOf(["error", "warning", "info"], "How severe it is"),
      ...rangeFields,
      message: text("What is wrong"),
    },
    {
      hint: text("How to fix it"),
      url: text("The page of the rule"),
      related: list(
        record("A related place", { ...placeFields, message: text("What stands there") }),
        "Related places",
      ),
      suggestions: list(suggestionShape, "Ways to fix it, where one is known"),
    },
  ),
);

/** What `check --format json` prints. */
export const checkResultOutput = output(
  {
    path: "check-result",
    id: "urn:inquest:schema:1:check-result",
    title: "CheckResult",
    description: "What `inquest check --format json` prints",
    examples: [
      {
        version: 1,
        summary: { files: 1, errors: 0, warnings: 0, infos: 0, suppressed: 0, baselined: 0 },
        diagnostics: [],
      },
    ],
  },
  {
    version: constant(1, "The version of this format"),
    summary: record("Counts", {
      files: number("Documents and catalogs that were read"),
      errors: number("Errors reported"),
      warnings: number("Warnings reported"),
      infos: number("Remarks reported"),
      suppressed: number("Diagnostics that a suppression covers"),
      baselined: number("Diagnostics that the baseline covers"),
    }),
    diagnostics: list(diagnosticShape, "The diagnostics, sorted by file, line, column and rule"),
  },
);

export type CheckResult = TypeOf<typeof checkResultOutput>;

/** One object with all diagnostics. */
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
