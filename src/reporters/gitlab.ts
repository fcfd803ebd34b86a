import type { Severity } from "../model/diagnostic.js";
import { visible } from "../util/characters.js";
import { fingerprints } from "./fingerprints.js";
import type { Reporter } from "./report.js";

const SEVERITIES: Record<Severity, "major" | "minor" | "info"> = { error: "major", warning: "minor", info: "info" };

/**
 * A Code Quality report, for the widget in merge requests.
 * Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export const gitlab: Reporter = ({ diagnostics }) => {
  const names = fingerprints(diagnostics);
  const issues = diagnostics.map((d, index) => ({
    description: visible(d.hint ? `${d.message}. ${d.hint}` : d.message),
    check_name: d.rule,
    fingerprint: names[index],
    severity: SEVERITIES[d.severity],
    location: { path: d.file, lines: { begin: d.line, end: d.endLine } },
  }));
  return `${JSON.stringify(issues, null, 2)}\n`;
};
