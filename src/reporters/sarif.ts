import { compareText, type Diagnostic, type Severity } from "../model/diagnostic.js";
import { visible } from "../util/characters.js";
import { fingerprints } from "./fingerprints.js";
import type { Report, Reporter } from "./report.js";

/** GitHub refuses a run with more results. */
const MAX_RESULTS = 25_000;
const LEVELS: Record<Severity, "error" | "warning" | "note"> = { error: "error", warning: "warning", info: "note" };
const RANK: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/**
 * SARIF 2.1.0, for code scanning. Paths are relative to the repository, columns count UTF-16 code units.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const sarif: Reporter = (report) => {
  const names = fingerprints(report.diagnostics);
  const ids = [...new Set(report.diagnostics.map(({ rule }) => rule))].sort(compareText);
  const results = report.diagnostics.map((d, index) => result(d, ids.indexOf(d.rule), names[index] ?? ""));
  const left = results.length - MAX_RESULTS;
  const kept = left > 0 ? mostSevere(results, report.diagnostics) : results;
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name: "inquest", semanticVersion: report.version, rules: ids.map((id) => rule(id, report)) },
        },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: true,
            ...(left > 0 ? { toolExecutionNotifications: [notification(left)] } : {}),
          },
        ],
        results: kept,
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

type Result = ReturnType<typeof result>;

/** The most severe results, in the order in which they were. */
function mostSevere(results: readonly Result[], diagnostics: readonly Diagnostic[]): Result[] {
  const order = results.map((_, index) => index);
  const rank = (index: number) => RANK[diagnostics[index]?.severity ?? "info"];
  const kept = new Set(order.sort((a, b) => rank(a) - rank(b) || a - b).slice(0, MAX_RESULTS));
  return results.filter((_, index) => kept.has(index));
}

function notification(left: number) {
  return {
    level: "warning",
    message: {
      text: `${left} diagnostics were left out: a run holds at most ${MAX_RESULTS}. The least severe go first.`,
    },
  };
}

function rule(id: string, report: Report) {
  const { doc: markdown, severity } = report.rule(id);
  const what = /^## What\n+([\s\S]*?)(?=\n\n|\n## )/m.exec(markdown)?.[1]?.replace(/\s+/g, " ") ?? id;
  const url = report.diagnostics.find((one) => one.rule === id)?.url;
  return {
    id,
    shortDescription: { text: what },
    fullDescription: { text: what },
    help: { text: markdown, markdown },
    ...(url ? { helpUri: url } : {}),
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function result(d: Diagnostic, ruleIndex: number, fingerprint: string) {
  return {
    ruleId: d.rule,
    ruleIndex,
    level: LEVELS[d.severity],
    message: { text: visible(d.hint ? `${d.message}. ${d.hint}` : d.message) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(d.file) },
          region: { startLine: d.line, startColumn: d.column, endLine: d.endLine, endColumn: d.endColumn },
        },
      },
    ],
    partialFingerprints: { "inquestDiagnostic/v2": fingerprint },
    ...(d.related
      ? {
          relatedLocations: d.related.map((one, index) => ({
            id: index,
            message: { text: visible(one.message) },
            physicalLocation: {
              artifactLocation: { uri: uriOf(one.file) },
              region: { startLine: one.line, startColumn: one.column },
            },
          })),
        }
      : {}),
  };
}

/** A relative URI. A colon in its first part would make a scheme of it. */
function uriOf(path: string): string {
  return path
    .split("/")
    .map((part) => encodeURIComponent(part))
    .join("/");
}
