import type { Diagnostic } from "../model/diagnostic.js";
import { visible } from "../util/characters.js";
import type { Reporter } from "./report.js";

/**
 * JUnit's XML, for whatever reads test reports: a case for each file. Errors fail it, once each; warnings and infos are
 * its output.
 */
export const junit: Reporter = ({ diagnostics, paths }) => {
  const byFile = new Map<string, Diagnostic[]>(paths.map((path) => [path, []]));
  for (const diagnostic of diagnostics)
    byFile.set(diagnostic.file, [...(byFile.get(diagnostic.file) ?? []), diagnostic]);
  const failed = [...byFile.values()].filter((found) => found.some(isError)).length;
  const counts = `tests="${byFile.size}" failures="${failed}" errors="0"`;
  const cases = [...byFile].map(([file, found]) => testCase(file, found));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="inquest" ${counts}>\n  <testsuite name="check" ${counts}>\n${cases.join("")}  </testsuite>\n</testsuites>\n`;
};

const isError = ({ severity }: Diagnostic) => severity === "error";

function testCase(file: string, found: readonly Diagnostic[]): string {
  const opening = `    <testcase classname="inquest" name="${xml(visible(file))}"`;
  if (found.length === 0) return `${opening}/>\n`;
  const errors = found.filter(isError);
  const others = found.filter((one) => !isError(one));
  const failure =
    errors.length === 0
      ? ""
      : `      <failure type="${xml(errors[0]?.rule ?? "")}" message="${xml(summary(errors))}">${xml(linesOf(errors))}</failure>\n`;
  const output = others.length === 0 ? "" : `      <system-out>${xml(linesOf(others))}</system-out>\n`;
  return `${opening}>\n${failure}${output}    </testcase>\n`;
}

function summary(errors: readonly Diagnostic[]): string {
  const [first] = errors;
  const more = errors.length > 1 ? ` and ${errors.length - 1} more` : "";
  return `${visible(first?.message ?? "")}${more}`;
}

function linesOf(found: readonly Diagnostic[]): string {
  return found
    .map(
      (d) =>
        `${d.line}:${d.column} ${d.severity} ${visible(d.message)}${d.hint ? ` (${visible(d.hint)})` : ""} [${d.rule}]`,
    )
    .join("\n");
}

/** Text and attribute values alike, with control characters already made visible: XML has no way to hold them. */
function xml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;");
}
